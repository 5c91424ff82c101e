// The shop's own little engine: basket, sizes, tabs, chat. Its faults are meant: they are what a walk finds.
const pounds = (pence) => '£' + (pence / 100).toFixed(2);
const basket = {
  read() { try { return JSON.parse(localStorage.getItem('basket')) || [] } catch { return [] } },
  write(lines) { localStorage.setItem('basket', JSON.stringify(lines)); basket.show() },
  add(line) {
    const lines = basket.read(), same = lines.find((other) => other.name === line.name && other.size === line.size);
    if (same) same.count += line.count; else lines.push(line);
    basket.write(lines);
  },
  total() { return basket.read().reduce((sum, line) => sum + line.price * line.count, 0) },
  delivery() { return basket.total() >= 10000 || !basket.read().length ? 0 : 690 },
  show() {
    const count = basket.read().reduce((sum, line) => sum + line.count, 0);
    for (const place of document.querySelectorAll('[data-basket-count]')) place.textContent = count;
  },
};
const find = (selector) => document.querySelector(selector);

function sumsInto(place) {
  const rows = [['Plants', basket.total()], ['Delivery', basket.delivery()], ['Total', basket.total() + basket.delivery()]];
  place.replaceChildren(...rows.map(([name, pence], at) => {
    const row = document.createElement('div');
    row.className = at === 2 ? 'sum total' : 'sum';
    row.append(name, Object.assign(document.createElement('span'), {textContent: pounds(pence)}));
    return row;
  }));
}

function lineOf(line, at) {
  const row = document.createElement('div'), words = document.createElement('div');
  row.className = 'line';
  const remove = Object.assign(document.createElement('button'), {textContent: 'Remove', type: 'button'});
  remove.onclick = () => { const lines = basket.read(); lines.splice(at, 1); basket.write(lines); showBasket() };
  words.append(Object.assign(document.createElement('b'), {textContent: line.name}), document.createElement('br'),
    `${line.size} · ${line.count} × ${pounds(line.price)}`, document.createElement('br'), remove);
  row.append(Object.assign(new Image(), {src: line.picture, alt: ''}), words,
    Object.assign(document.createElement('b'), {textContent: pounds(line.price * line.count)}));
  return row;
}

function showBasket() {
  const place = find('#lines');
  if (!place) return;
  const lines = basket.read();
  find('#empty').hidden = lines.length > 0;
  find('#full').hidden = lines.length === 0;
  place.replaceChildren(...lines.map(lineOf));
  sumsInto(find('#sums'));
}

function startProduct() {
  const product = find('[data-product]');
  if (!product) return;
  const count = find('#count');
  const step = (by) => { count.value = Math.max(1, (parseInt(count.value, 10) || 1) + by) };
  find('#less').onclick = () => step(-1);
  find('#more').onclick = () => step(1);
  for (const size of document.querySelectorAll('.sizes button')) size.onclick = () => {
    for (const other of document.querySelectorAll('.sizes button')) other.setAttribute('aria-pressed', other === size);
    // A fault that is meant: this shop's price table was renamed, so the script fails and the price stays.
    find('.price span').textContent = pounds(priceTable[size.textContent]);
  };
  find('#add').onclick = () => {
    basket.add({name: product.dataset.product, price: +product.dataset.price, picture: product.dataset.picture,
      size: find('.sizes [aria-pressed="true"]').textContent, count: Math.max(1, parseInt(count.value, 10) || 1)});
    find('#added').hidden = false;
  };
  for (const tab of document.querySelectorAll('.tabs button')) tab.onclick = () => {
    for (const other of document.querySelectorAll('.tabs button')) {
      other.setAttribute('aria-selected', other === tab);
      find('#' + other.dataset.shows).hidden = other !== tab;
    }
  };
}

function startChat() {
  const chat = find('.chat'), open = find('.chat-open');
  if (!chat) return;
  const turn = (on) => { chat.hidden = !on; open.hidden = on; (on ? chat.querySelector('input') : open).focus() };
  open.onclick = () => turn(true);
  chat.querySelector('header button').onclick = () => turn(false);
  const say = (text, mine) => {
    const line = Object.assign(document.createElement('p'), {textContent: text, className: mine ? 'mine' : ''});
    find('.talk').append(line);
    line.scrollIntoView();
  };
  chat.querySelector('form').onsubmit = (event) => {
    event.preventDefault();
    const field = chat.querySelector('input');
    if (!field.value.trim()) return;
    say(field.value, true);
    field.value = '';
    // It promises an answer. There is none, ever: that is the pothole.
    setTimeout(() => say('Thank you! A plant expert answers soon.', false), 400);
  };
}

function startCheckout() {
  const form = find('#pay');
  if (!form) return;
  sumsInto(find('#sums'));
  find('#items').replaceChildren(...basket.read().map((line) =>
    Object.assign(document.createElement('p'), {className: 'small', textContent: `${line.count} × ${line.name}, ${line.size}`})));
  find('#pay-button').textContent = 'Pay ' + pounds(basket.total() + basket.delivery());
  find('#apply').onclick = () => {
    find('#code').classList.add('wrong');
    find('#code-wrong').textContent = find('#code').value.trim() ? 'Code not valid.' : '';
  };
}

if (find('[data-bought]')) localStorage.removeItem('basket');
basket.show();
showBasket();
startProduct();
startChat();
startCheckout();
