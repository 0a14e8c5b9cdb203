"""The main body of a country, and the widest stretch of the globe without one."""

from shapely.geometry import MultiPolygon, box

from geo.geodesy.bodies import split_bodies, widest_gap

LAND = box(0, 40, 10, 50)


def test_a_far_small_part_is_set_apart() -> None:
    far = box(-54, 3, -52, 5)
    bodies = split_bodies(MultiPolygon([far, LAND]))
    assert bodies.main.bounds == LAND.bounds
    assert [part.bounds for part in bodies.others] == [far.bounds]


def test_near_islands_belong_to_the_main_body_from_one_to_the_next() -> None:
    # Each lies some 330 km from the one before it.
    chain = [box(x, 44, x + 0.5, 45) for x in (14, 18.5, 23)]
    bodies = split_bodies(MultiPolygon([LAND, *chain]))
    assert bodies.main.bounds == (0, 40, 23.5, 50)
    assert not bodies.others


def test_a_tenth_of_a_country_may_lie_farther_off_and_a_quarter_anywhere() -> None:
    tenth = box(22, 40, 24, 50)
    assert not split_bodies(MultiPolygon([LAND, tenth])).others
    assert split_bodies(MultiPolygon([LAND, box(22, 44, 23, 45)])).others
    assert split_bodies(MultiPolygon([LAND, box(80, 44, 82, 46)])).others
    assert not split_bodies(MultiPolygon([LAND, box(80, 40, 88, 48)])).others


def test_a_country_across_180_is_one_body() -> None:
    bodies = split_bodies(MultiPolygon([box(170, 60, 180, 70), box(-180, 64, -172, 68)]))
    assert not bodies.others


def test_the_gap_is_in_the_middle_of_the_widest_stretch_without_anyone() -> None:
    assert widest_gap([box(0, 0, 10, 10), box(100, 0, 120, 10)]) == -120
    assert widest_gap([box(170, 0, 180, 10), box(-180, 0, -170, 10)]) == 0
    assert abs(widest_gap([box(-60, 0, -20, 10), box(20, 0, 60, 10)])) == 180


def test_where_all_longitudes_are_taken_the_fewest_count() -> None:
    ring = box(-180, -90, 180, -80)
    assert widest_gap([ring, box(0, 0, 180, 10)]) == -90
    assert widest_gap([ring]) == 180
