"""The road profile and the marks, as display lists."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle import tokens
from oracle.model.ratings import Verdict
from oracle.report.charts.data import RoadBright, RoadData, RoadDip, RoadHole, RoadStage, RoadStep, label, road_data
from oracle.report.charts.legend import quality_bar, road_legend
from oracle.report.charts.marks import chip, coin, face, sign, tick
from oracle.report.charts.mini import cover_road, mini_road
from oracle.report.charts.profile import RoadRows, road_profile, road_sheets
from oracle.report.charts.scaling import scaled
from oracle.report.charts.surface import Surface, monotone_cubic
from oracle.report.display import Chart, Fill, Label, Path, Stroke
from oracle.report.inter_widths import width
from tests.report.sample import monstera, open_walk, pothole, step, version, visit

HEIGHTS = st.lists(st.one_of(st.none(), st.sampled_from([-2.0, -1.25, -1.0, 0.0, 0.25, 1.0, 2.0])), max_size=40)


def sample() -> RoadData:
    record = monstera()
    return road_data(record.open, record.potholes)


def road(heights: list[float | None], holes: dict[int, list[int | None]] | None = None, stages: int = 1) -> RoadData:
    steps = tuple(
        RoadStep(f"s{n}", n + 1, f"Step number {n + 1}", height, friction=None if height is None else n % 5, expected=1)
        for n, height in enumerate(heights)
    )
    marks = tuple(
        RoadHole(f"h{index}-{n}", f"{n + 1}", severity, index, "A hole")
        for index, found in (holes or {}).items()
        for n, severity in enumerate(found)
    )
    share = math.ceil(len(heights) / stages) or 1
    parts = [min(share, len(heights) - first) for first in range(0, len(heights), share)]
    return RoadData("A road", steps, tuple(RoadStage(f"Stage {n}", count) for n, count in enumerate(parts)), marks)


def labels(chart: Chart) -> list[str]:
    return [item.text for item in chart.items if isinstance(item, Label)]


def points(path: Path) -> list[tuple[float, float]]:
    return [(float(segment[-2]), float(segment[-1])) for segment in path if len(segment) > 1]


def spread(item: Label) -> tuple[float, float]:
    across = width(item.text, item.size, item.weight)
    left = item.x - {"start": 0.0, "middle": across / 2, "end": across}[item.anchor]
    return left, left + across


def assert_sound(chart: Chart) -> None:
    """Every token exists, nothing is unfinished, nothing stands outside of the picture or over another word."""
    for item in chart.items:
        assert item.token in tokens.TOKENS
        if isinstance(item, Fill | Stroke):
            assert all(math.isfinite(value) for point in points(item.path) for value in point)
            assert all(-1 <= y <= chart.height + 1 for _, y in points(item.path)), item.token
    words = sorted((round(item.y), *spread(item)) for item in chart.items if isinstance(item, Label))
    for (row, left, right), (other, start, end) in pairwise(words):
        assert left >= -1
        assert right <= chart.width + 1
        assert end <= chart.width + 1
        if row == other:
            assert start >= right - 1, (row, left, right, start)


def test_the_sample_road_says_everything_at_its_own_width() -> None:
    chart = road_profile(sample(), 1006)
    said = labels(chart)
    for word in ("Delighted", "Angry", "Step", "Friction", "Awareness", "Loyalty", "4 hours", "3 days", "2 weeks"):
        assert word in said
    assert "Taps through" in said
    assert "to the shop" in said
    assert [text for text in said if "dip" in text or "Angry in" in text] == [
        "The dip after the sale",
        "Delighted to Angry in 3 days",
    ]
    assert chart.height == pytest.approx(376, abs=8)
    assert_sound(chart)


def test_the_same_road_is_the_same_picture() -> None:
    assert road_profile(sample(), 1006) == road_profile(sample(), 1006)
    assert cover_road(sample(), 900, 640) == cover_road(sample(), 900, 640)


def test_the_picture_tells_itself_in_words() -> None:
    chart = road_profile(sample(), 1006)
    assert "10 Waits for the parcel: Blocked, Angry, pothole 6, Catastrophe." in chart.alt
    assert "Delighted to Angry in 3 days" in chart.alt


def test_every_step_and_every_sign_answers_to_the_pointer() -> None:
    chart = road_profile(sample(), 1006)
    steps = [hit for hit in chart.hits if hit.key.startswith("step:")]
    assert [hit.key for hit in steps] == [f"step:s{n}" for n in range(1, 13)]
    assert all(a.x + a.width == pytest.approx(b.x) for a, b in pairwise(steps))
    story = steps[9].story
    for part in ("Waits for the parcel", "Friction 4 Blocked", "Feeling Angry", "3 days", "Tracking link", "Dead link"):
        assert part in story
    signs = [hit for hit in chart.hits if hit.key.startswith("pothole:")]
    assert {hit.key for hit in signs} == {f"pothole:h{n}" for n in range(1, 10)}  # the ninth is a bright spot
    sixth = next(hit for hit in signs if hit.key == "pothole:h6")
    assert steps[9].x < sixth.x < sixth.x + sixth.width < steps[9].x + steps[9].width


@pytest.mark.parametrize("across", [300, 420, 560, 812, 1006, 1600])
def test_the_road_is_sound_at_every_width(across: int) -> None:
    assert_sound(road_profile(sample(), across))


def test_titles_go_under_sixty_pixels_a_step_and_over_thirty_steps() -> None:
    assert "Sees the" in labels(road_profile(sample(), 88 + 12 * 60))
    assert "Sees the" not in labels(road_profile(sample(), 88 + 12 * 59))
    assert "Step number 30" in labels(road_profile(road([0.0] * 30), 88 + 40 * 80))
    assert "Step number 30" not in labels(road_profile(road([0.0] * 31), 88 + 40 * 80))
    assert "Sees the" not in labels(road_profile(sample(), 1006, titles=False))


def test_over_sixty_steps_the_road_is_split_by_stage_into_rows() -> None:
    one = road_profile(road([0.0] * 60, stages=4), 1006)
    assert labels(one).count("Neutral") == 1
    many = road_profile(road([0.0, 1.0] * 65, stages=5), 1006)
    assert labels(many).count("Neutral") == 3
    assert [text for text in labels(many) if text.startswith("Stage")] == [f"Stage {n}" for n in range(5)]
    assert_sound(many)


def test_a_narrow_picture_splits_earlier_so_that_numbers_stay_readable() -> None:
    chart = road_profile(road([0.0] * 40, stages=5), 300)
    sizes = [item.size for item in chart.items if isinstance(item, Label) and item.text == "40"]
    assert sizes
    assert min(sizes) >= 8
    assert_sound(chart)


def test_a_stage_longer_than_a_row_is_parted() -> None:
    chart = road_profile(road([0.0] * 200), 1006)
    assert len([hit for hit in chart.hits if hit.key.startswith("step:")]) == 200
    assert labels(chart).count("Stage 0") == 4
    assert_sound(chart)


def test_on_paper_a_long_road_takes_several_sheets() -> None:
    data = road([0.0, 1.0, -1.0, 2.0] * 50, stages=5)
    sheets = road_sheets(data, 812, 470, 860)
    assert len(sheets) > 1
    assert all(sheet.height <= 860 for sheet in sheets)
    assert sum(len(sheet.hits) for sheet in sheets) == 200
    assert road_sheets(sample(), 812, 470, 860) == (road_profile(sample(), 812, 470, titles=False),)


def test_a_given_height_is_filled() -> None:
    assert road_profile(sample(), 812, 470, titles=False).height == pytest.approx(470, abs=0.5)


def test_one_step_and_none_are_pictures_too() -> None:
    assert_sound(road_profile(road([1.0], {0: [4]}), 1006))
    empty = road_profile(road([]), 1006)
    assert labels(empty) == ["This journey has no steps yet"]


def test_a_walk_never_rated_says_so_and_is_dashed() -> None:
    chart = road_profile(road([None] * 6), 1006)
    assert "Not rated yet" in labels(chart)
    assert "Not rated yet." in chart.alt
    assert not any(isinstance(item, Fill) and item.token == "asphalt" for item in chart.items)
    assert any(isinstance(item, Stroke) and item.dash and item.token == "edge" for item in chart.items)


def test_a_step_that_nobody_rated_is_dashed_between_its_neighbours() -> None:
    chart = road_profile(road([1.0, None, 1.0]), 1006)
    paved = [item for item in chart.items if isinstance(item, Fill) and item.token == "asphalt"]
    assert len(paved) == 2
    gap = [item for item in chart.items if isinstance(item, Stroke) and item.dash == (5.0, 5.0)]
    assert {min(x for x, _ in points(item.path)) for item in gap} == {max(x for x, _ in points(paved[0].path))}


def test_a_guessed_feeling_has_a_dashed_dot() -> None:
    data = road([1.0, 1.0])
    guessed = replace(data, steps=(replace(data.steps[0], guessed=True), data.steps[1]))
    rings = [item for item in road_profile(guessed, 1006).items if isinstance(item, Stroke) and item.token == "ink_2"]
    assert sum(bool(ring.dash) for ring in rings) == 1
    plain = [item for item in road_profile(data, 1006).items if isinstance(item, Stroke) and item.token == "ink_2"]
    assert not any(ring.dash for ring in plain)


def test_up_to_three_signs_stand_on_a_post_then_the_rest_is_counted() -> None:
    chart = road_profile(road([0.0, 2.0, 0.0], {1: [2, None, 4, 3, 1]}), 1006)
    assert "+2" in labels(chart)
    shown = [hit for hit in chart.hits if hit.key.startswith("pothole:")]
    assert [hit.key for hit in shown] == ["pothole:h1-2", "pothole:h1-3", "pothole:h1-0"]
    assert shown[0].y > shown[1].y > shown[2].y
    assert_sound(chart)


def test_the_worst_pothole_of_a_step_bites_and_an_unrated_one_is_shallow_and_grey() -> None:
    def floor(severity: int | None) -> tuple[float, str]:
        chart = road_profile(road([0.0] * 3, {1: [severity]}), 400)
        rims = [item for item in chart.items if isinstance(item, Stroke) and item.token == tokens.rating(severity)]
        rim = max(rims, key=lambda item: len(item.path))
        ys = [y for _, y in points(rim.path)]
        return max(ys) - min(ys), rim.token

    depths = [floor(severity)[0] for severity in (None, 1, 2, 3, 4)]
    assert depths == sorted(depths)
    assert len(set(depths)) == 5
    assert floor(None)[1] == "rx"


def test_the_water_of_the_dip_stands_at_its_lower_rim() -> None:
    data = replace(road([0.0, 2.0, -2.0, 1.0]), dip=RoadDip(1, 2, 3, "Delighted to Angry in 2 days"))
    chart = road_profile(data, 1006)
    water = next(item for item in chart.items if isinstance(item, Fill) and item.token == "dip")
    expected = next(item.y for item in chart.items if isinstance(item, Label) and item.text == "Pleased") - 4
    assert min(y for _, y in points(water.path)) == pytest.approx(expected, abs=0.2)
    assert_sound(chart)


@pytest.mark.parametrize("holes", [0, 1, 5])
def test_a_bright_spot_is_a_star_above_the_road_and_its_signs(holes: int) -> None:
    bare = road([2.0, 0.0, 1.0], {1: [3] * holes} if holes else None)
    data = replace(bare, brights=(RoadBright("b1", 1, "By name"), RoadBright("b2", 1, "And quick")))
    chart = road_profile(data, 812)
    assert_sound(chart)
    (star,) = [hit for hit in chart.hits if hit.key == "pothole:b1"]
    assert star.story == "Bright spot: By name\nBright spot: And quick"
    assert star.y >= 0
    others = [hit for hit in chart.hits if hit.key.startswith("pothole:h")]
    assert all(star.y + star.height <= hit.y + 1 for hit in others)
    assert "a bright spot" in chart.alt


def test_a_long_road_is_drawn_row_by_row_as_high_as_it_said() -> None:
    data = replace(road([0.0, 2.0, -2.0, None] * 250, {4: [1]}, stages=20), dip=RoadDip(55, 70, 90, "Down and up"))
    rows = RoadRows(data, 1006)
    charts = [rows.chart(number) for number in range(len(rows.heights))]
    assert [chart.height for chart in charts] == list(rows.heights)
    keys = [hit.key for chart in charts for hit in chart.hits if hit.key.startswith("step:")]
    assert keys == [f"step:{step.id}" for step in data.steps]
    assert "A road, steps 1 to" in charts[0].alt
    for chart in (charts[0], charts[1], charts[-1]):
        assert_sound(chart)


def test_the_words_of_a_narrow_dip_stand_above_the_plot_with_a_leader() -> None:
    data = replace(road([0.0] * 8 + [2.0, -2.0, 1.0, 0.0]), dip=RoadDip(8, 9, 10, "Delighted to Angry in 2 days"))
    wide, narrow = road_profile(data, 1600), road_profile(data, 700)

    def leaders(chart: Chart) -> int:
        strokes = [item for item in chart.items if isinstance(item, Stroke) and item.token == "ink"]
        upright = [item for item in strokes if len(item.path) == 2 and item.path[0][1] == item.path[1][1]]
        return len(upright)

    assert (leaders(wide), leaders(narrow)) == (0, 1)
    assert_sound(narrow)


def test_a_dip_that_does_not_recover_runs_to_the_end_of_the_road() -> None:
    data = replace(road([2.0, -1.0, -1.0]), dip=RoadDip(0, 1, None, "Delighted to Uneasy in 2 days"))
    chart = road_profile(data, 1006)
    water = next(item for item in chart.items if isinstance(item, Fill) and item.token == "dip")
    assert max(x for x, _ in points(water.path)) == pytest.approx(1006, abs=1)


@given(HEIGHTS, st.sampled_from([300.0, 640.0, 1006.0]), st.data())
@settings(max_examples=40)
def test_any_road_can_be_drawn(heights: list[float | None], across: float, data: st.DataObject) -> None:
    count = len(heights)
    holes: dict[int, list[int | None]] = {}
    if count:
        places = data.draw(st.lists(st.integers(0, count - 1), max_size=6))
        holes = {place: [data.draw(st.one_of(st.none(), st.integers(1, 4)))] for place in places}
    assert_sound(road_profile(road(heights, holes, stages=3), across))


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=12))
def test_the_curve_goes_through_every_point_and_never_overshoots(ys: list[float]) -> None:
    curve = monotone_cubic([10.0 * n for n in range(len(ys))], ys)
    for n, y in enumerate(ys):
        assert curve.at(10.0 * n) == pytest.approx(y, abs=1e-6)
    for n, (a, b) in enumerate(pairwise(ys)):
        for part in range(11):
            assert min(a, b) - 1e-6 <= curve.at(10 * n + part) <= max(a, b) + 1e-6


def test_the_road_is_as_thick_on_a_slope_as_on_the_flat() -> None:
    surface = Surface(0, 400, [100, 300], [50, 200], 9)
    for x in range(40, 360, 7):
        foot = surface.below(x, 30)
        nearest = min(math.hypot(x - at, foot - surface.at(at)) for at in range(400))
        assert nearest == pytest.approx(30, abs=1.2)


def test_coins_signs_and_chips_say_number_and_word() -> None:
    for friction, word in enumerate(("Smooth", "Slight", "Bumpy", "Rough", "Blocked")):
        assert labels(coin(friction)) == [str(friction)]
        assert coin(friction).alt == word
    for severity, word in enumerate(("Cosmetic", "Minor", "Major", "Catastrophe"), 1):
        assert labels(chip(severity)) == [str(severity), word]
        assert sign("5", severity).alt == f"5, {word}"
    assert labels(chip(None)) == ["–", "Not rated yet"]
    assert {item.token for item in sign("5", None).items} == {"rx", "rx_tint", "ink"}
    assert [face(feeling).alt for feeling in (-2, 2)] == ["Angry", "Delighted"]
    assert (tick(True).alt, tick(False).alt) == ("yes", "no")


def test_a_sign_across_walks_is_wider() -> None:
    assert sign("5", 3, 26).width == 26
    assert sign("12", 3, 26).width == 26
    assert sign("1.5", 3, 26).width == pytest.approx(26 * 1.42)
    for name in ("5", "12", "1.5", "12.34"):
        text = next(item for item in sign(name, 3, 26).items if isinstance(item, Label))
        assert width(name, text.size, 700) < sign(name, 3, 26).width * 0.8


def test_a_pothole_of_another_walk_shows_both_numbers() -> None:
    assert label(pothole(5, 1), 1) == "5"
    assert label(pothole(5, 1), 2) == "1.5"
    assert label(pothole(5, 1), 1, across=True) == "1.5"


def test_the_road_of_a_walk_shows_its_own_sightings_only() -> None:
    walk = open_walk(version([step(1), step(2)]), [visit(1, friction=1, feeling=1)])
    elsewhere = replace(pothole(2, 2), sightings=(replace(pothole(2, 2).sightings[0], walk_id="w9"),))
    data = road_data(walk, [pothole(1, 1), elsewhere, pothole(3, 1, bright=True)])
    assert [hole.label for hole in data.holes] == ["1"]
    assert [each.height for each in data.steps] == [1.0, None]


@pytest.mark.parametrize(("verdict", "drawn"), [("not_checked", 0), ("fixed", 0), ("still_there", 1), ("worse", 1)])
def test_a_pothole_that_a_re_walk_only_took_along_is_not_in_its_road(verdict: str, drawn: int) -> None:
    walk = open_walk(version([step(1)]), [visit(1, friction=1)])
    hole = pothole(1, 1)
    taken = replace(hole.sightings[0], verdict=Verdict(verdict), shown_before=True)
    assert len(road_data(walk, [replace(hole, sightings=(taken,))]).holes) == drawn


def test_the_small_road_is_dashed_until_it_is_walked() -> None:
    never = mini_road([None] * 5)
    assert [type(item) for item in never.items] == [Stroke]
    walked = mini_road([0, 2, None, 4], holes=((3, 4),))
    assert (walked.width, walked.height) == (268, 50)
    assert any(isinstance(item, Stroke) and item.token == "r4" for item in walked.items)
    assert any(isinstance(item, Stroke) and item.dash for item in walked.items)
    assert_sound(walked)
    assert_sound(mini_road([3]))
    assert_sound(mini_road([]))


@given(HEIGHTS)
@settings(max_examples=25)
def test_any_cover_can_be_drawn(heights: list[float | None]) -> None:
    assert_sound(cover_road(road(heights, {0: [4]} if heights else {}), 900, 640))


def test_the_legend_names_what_is_there() -> None:
    everything = [entry.text for entry in road_legend(sample(), "What Nadia expected")]
    assert everything == ["Feeling", "What Nadia expected", "Friction", "Pothole", "Bright spot", "Dip after the sale"]
    bare = road([1.0])
    bare = replace(bare, steps=(replace(bare.steps[0], expected=None),))
    assert [entry.text for entry in road_legend(bare, "What Nadia expected")] == ["Feeling", "Friction"]


def test_the_quality_bar_is_as_long_as_the_quality() -> None:
    def paved(quality: int | None) -> float:
        found = [item for item in quality_bar(quality, 200).items if item.token == "asphalt"]
        return max((x for item in found if isinstance(item, Fill) for x, _ in points(item.path)), default=0)

    assert [paved(quality) for quality in (None, 0, 50, 100)] == [0, 0, 100, 200]


def test_a_scaled_chart_keeps_its_proportions() -> None:
    chart = road_profile(sample(), 1006)
    half = scaled(chart, 0.5)
    assert (half.width, half.height) == (503, chart.height / 2)
    assert half.hits[3].x == chart.hits[3].x / 2
    assert labels(half) == labels(chart)


def test_many_heights_of_a_surface_are_those_of_each_place() -> None:
    surface = Surface(0.5, 90.5, [10, 30, 45, 80], [12, 40, 40, 8], 3.0)
    places = [at / 4 - 8 for at in range(420)]
    assert surface.over(places) == [surface.at(x) for x in places]
    assert surface.slopes(places) == [surface.slope(x) for x in places]
    assert surface.edge(9, 0.5, 90.5) == [(x, surface.below(x, 9)) for x, _y in surface.edge(9, 0.5, 90.5)]
