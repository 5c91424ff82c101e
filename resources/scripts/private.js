// What a page is looked at with: filled-in fields, and the texts that may hold something private.
// It runs in a world of its own, so the page neither sees nor changes it. The page's elements are shared, though: what
// a form's own names could hide ("parentNode", "shadowRoot") is asked of the prototypes, which no page reaches here.
(given) => { try {
  const began = performance.now();
  const spent = () => performance.now() - began > given.spent;
  const getter = (of, name) => {
    const get = Object.getOwnPropertyDescriptor(of, name).get;
    return (node) => get.call(node);
  };
  const parentOf = getter(Node.prototype, 'parentNode'), nameOf = getter(Element.prototype, 'localName');
  const shadowOf = getter(Element.prototype, 'shadowRoot');
  const rectOf = (element) => Element.prototype.getBoundingClientRect.call(element);
  const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) || '';
  const shown = {visibilityProperty: true, opacityProperty: true};
  const seen = (element) => Element.prototype.checkVisibility.call(element, shown);
  const above = (node) => { const parent = parentOf(node); return parent instanceof ShadowRoot ? parent.host : parent };
  const number = (text) => parseFloat(text) || 0;

  // What of an element can be seen: cut by each box around it that cuts what it holds.
  const clips = new Map(), whole = [-1e9, -1e9, 1e9, 1e9];
  const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  const clipOf = (element) => {
    if (clips.has(element)) return clips.get(element);
    let clip = whole, position = getComputedStyle(element).position;
    for (let box = above(element); box instanceof Element && position !== 'fixed'; box = above(box)) {
      const style = getComputedStyle(box), holds = style.position !== 'static' || style.transform !== 'none';
      if (position === 'absolute' && !holds) continue;
      if (holds) position = style.position;
      if (box === document.documentElement || box === document.body) continue;
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const rect = rectOf(box);
      clip = meet(clip, [rect.left + number(style.borderLeftWidth), rect.top + number(style.borderTopWidth),
                         rect.right - number(style.borderRightWidth), rect.bottom - number(style.borderBottomWidth)]);
    }
    clips.set(element, clip);
    return clip;
  };
  const cut = (box, element) => {
    const [left, top, right, bottom] = meet(box, clipOf(element));
    return right > left && bottom > top ? [left, top, right - left, bottom - top] : null;
  };

  // ---- fields
  const unread = new Set(['hidden', 'button', 'submit', 'reset', 'image', 'checkbox', 'radio', 'range', 'color', 'file',
    'search']);
  const harmless = new RegExp('search|query|coupon|voucher|promo|discount|gutschein|rabatt|quantity|qty|menge|anzahl'
    + '|(?:sale|gift).?(?:code|card)|sort|filter|captcha', 'i');
  const personal = new RegExp('name|mail|phone|tel|mobil|address|adress|street|stra(?:ss|ß)e|city|town|ort|zip|plz'
    + '|post|birth|bday|geburt|card|iban|account|konto|title|anrede|country|land|region|state|sex|gender', 'i');
  const labelOf = (field) => {
    const written = field.labels && field.labels.length ? field.labels[0].innerText : '';
    const label = attribute(field, 'aria-label') || written || attribute(field, 'placeholder');
    return (label || attribute(field, 'name')).slice(0, 80);
  };
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  const plain = (style) => style.direction === 'ltr' && ['start', 'left'].includes(style.textAlign)
    && style.textTransform === 'none' && style.letterSpacing === 'normal'
    && style.wordSpacing === '0px' && style.textIndent === '0px' && style.font;
  const inside = (field, style, value) => {
    const rect = rectOf(field);
    const box = [rect.left + number(style.borderLeftWidth), rect.top + number(style.borderTopWidth),
                 rect.right - number(style.borderRightWidth), rect.bottom - number(style.borderBottomWidth)];
    const upright = Math.abs(rect.width - field.offsetWidth) < 1 && Math.abs(rect.height - field.offsetHeight) < 1;
    const written = ['text', 'email', 'tel', 'url'].includes(field.type);
    if (!written || !upright || !plain(style) || field.scrollLeft) return box;
    pen.font = style.font;
    const size = number(style.fontSize), left = box[0] + number(style.paddingLeft), middle = (box[1] + box[3]) / 2;
    const width = pen.measureText(value).width * 1.03 + size / 4;
    return meet(box, [left - size / 3, middle - size, left + width + size / 3, middle + size]);
  };
  const fields = [];
  const field = (element, name) => {
    const type = name === 'input' ? element.type : name;
    if (fields.length >= given.fields || unread.has(type) || !seen(element)) return;
    let value = name === 'select' ? [...element.selectedOptions].map((one) => one.text).join(' ') : element.value;
    const told = [type, attribute(element, 'autocomplete'), attribute(element, 'name'), attribute(element, 'id')];
    const about = [...told, labelOf(element)].join(' ');
    if (!value.trim() || harmless.test(about)) return;
    if ((name === 'select' || type === 'number') && !personal.test(about)) return;
    const box = cut(inside(element, getComputedStyle(element), value), element);
    if (type === 'password') value = '•'.repeat(4);
    if (box) fields.push({label: labelOf(element), text: value.slice(0, 1000), box});
  };
  const editable = (element) => {
    const text = element.innerText.trim(), rect = rectOf(element);
    if (!text || fields.length >= given.fields || !seen(element)) return;
    const box = cut([rect.left, rect.top, rect.right, rect.bottom], element);
    if (box) fields.push({label: attribute(element, 'aria-label'), text: text.slice(0, 1000), box});
  };

  // ---- texts, each block's in one
  const silent = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'select', 'option', 'title', 'head']);
  const blocks = new Map(), ofElement = new Map(), frames = [];
  const blockOf = (element) => {
    if (!ofElement.has(element)) {
      const up = above(element), inline = ['inline', 'contents'].includes(getComputedStyle(element).display);
      ofElement.set(element, inline && up instanceof Element ? blockOf(up) : element);
    }
    return ofElement.get(element);
  };
  const add = (element, node) => {
    const block = blockOf(element);
    if (!blocks.has(block)) blocks.set(block, []);
    blocks.get(block).push(node);
  };
  const frame = (element) => {
    const rect = rectOf(element), style = getComputedStyle(element);
    const across = element.offsetWidth ? rect.width / element.offsetWidth : 1;
    const down = element.offsetHeight ? rect.height / element.offsetHeight : 1;
    const x = rect.left + (element.clientLeft + number(style.paddingLeft)) * across;
    const y = rect.top + (element.clientTop + number(style.paddingTop)) * down;
    const width = element.clientWidth - number(style.paddingLeft) - number(style.paddingRight);
    const height = element.clientHeight - number(style.paddingTop) - number(style.paddingBottom);
    const box = seen(element) ? cut([x, y, x + width * across, y + height * down], element) : null;
    frames.push({x, y, across, down, width, height, box, name: attribute(element, 'name')});
  };
  const roots = [document];
  while (roots.length) {
    const walker = document.createTreeWalker(roots.shift(), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && !spent(); node = walker.nextNode()) {
      if (node instanceof Text) {
        const holder = above(node);
        if (holder instanceof Element && !silent.has(nameOf(holder))) add(holder, node);
        continue;
      }
      const name = nameOf(node), shadow = shadowOf(node);
      if (shadow) roots.push(shadow);
      if (name === 'input' || name === 'textarea' || name === 'select') field(node, name);
      else if (name === 'iframe' || name === 'frame') frame(node);
      else if (name === 'br') add(above(node), null);
      else if (node.isContentEditable === true && !(above(node) || {}).isContentEditable) editable(node);
    }
  }
  const needles = given.words, texts = [];
  const worth = (text) => {
    if (/[@＠]/.test(text)) return true;
    if ((text.match(/\p{Nd}/gu) || []).length >= 5) return true;
    const low = text.toLowerCase();
    return needles.some((word) => low.includes(word));
  };
  for (const [block, nodes] of blocks) {
    if (texts.length >= given.texts || spent()) break;
    const text = nodes.map((node) => node ? node.data : '\n').join('').slice(0, given.longest);
    if (!worth(text) || !seen(block)) continue;
    const pieces = [];
    let start = 0;
    for (const node of nodes) {
      if (!node) { start += 1; continue }
      for (const word of node.data.matchAll(/[^\s<>()\[\]"';,|]+/gu)) {
        const range = new Range();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const holder = above(node);
        if (start + word.index >= given.longest || spent() || !seen(holder)) break;
        for (const rect of range.getClientRects()) {
          const box = cut([rect.left, rect.top, rect.right, rect.bottom], holder);
          if (box) pieces.push([start + word.index, start + word.index + word[0].length, ...box]);
        }
      }
      start += node.data.length;
    }
    if (pieces.length) texts.push({text, pieces});
  }
  const port = window.visualViewport;
  return JSON.stringify({fields, texts, frames, x: scrollX, y: scrollY, left: port.offsetLeft, top: port.offsetTop,
    width: innerWidth, height: innerHeight, ratio: devicePixelRatio, address: location.href,
    language: document.documentElement ? attribute(document.documentElement, 'lang').slice(0, 35) : ''});
} catch (error) { return '' } }
