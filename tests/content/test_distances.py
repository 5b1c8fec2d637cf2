"""Straight lines over the ground, and the nearest of many: always what comparing every one would find."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.distances import Nearest, miles_between
from content.library import national_grid


@dataclass(frozen=True)
class Spot:
    latitude: float
    longitude: float
    number: int = 0


spots = st.builds(Spot, st.floats(49, 61), st.floats(-9, 2))
crowds = st.lists(spots, max_size=40).map(lambda found: [Spot(s.latitude, s.longitude, n) for n, s in enumerate(found)])
LEEDS, CARDIFF, LERWICK = Spot(53.7965, -1.5478), Spot(51.48, -3.18), Spot(60.1534, -1.1427)


@pytest.mark.parametrize(
    ("one", "other", "miles"),
    [(LEEDS, LEEDS, 0), (LEEDS, CARDIFF, 174), (LEEDS, LERWICK, 440), (Spot(50, 0), Spot(51, 0), 69.1)],
)
def test_miles_are_over_the_ground(one, other, miles):
    assert miles_between(one, other) == pytest.approx(miles, abs=0.7)
    assert miles_between(other, one) == pytest.approx(miles_between(one, other))


@given(crowds, spots, st.integers(1, 10))
def test_the_nearest_are_what_comparing_all_would_find(crowd, point, limit):
    found = Nearest(crowd).to(point, limit=limit)
    everyone = sorted(crowd, key=lambda spot: (miles_between(spot, point), spot.number))
    assert [miles for miles, _ in found] == pytest.approx([miles_between(s, point) for s in everyone[:limit]], abs=1e-6)
    assert [spot.number for _, spot in found] == [spot.number for _, spot in Nearest(crowd).to(point)][:limit]


@given(crowds, spots, st.floats(0, 900), st.integers(1, 3))
def test_only_what_is_within_and_fits(crowd, point, within, part):
    found = Nearest(crowd).to(point, within=within, fits=lambda spot: spot.number % part == 0)
    wanted = {s.number for s in crowd if s.number % part == 0 and miles_between(s, point) <= within - 1e-6}
    numbers = {spot.number for _, spot in found}
    assert wanted <= numbers
    assert all(miles <= within + 1e-6 and spot.number % part == 0 for miles, spot in found)


@given(st.integers(2, 12), spots)
def test_of_equally_far_ones_the_first_given_is_first(count, spot):
    crowd = [Spot(spot.latitude, spot.longitude, number) for number in range(count)]
    assert [found.number for _, found in Nearest(crowd).to(LEEDS, limit=count)] == list(range(count))


def test_among_none_there_is_none():
    assert Nearest([]).to(LEEDS, limit=3) == Nearest([]).to(LEEDS, within=50) == []


class TestNationalGrid:
    @pytest.mark.parametrize(
        ("easting", "northing", "latitude", "longitude"),
        [
            (651409.903, 313177.270, 52.657978, 1.716053),  # the worked example of the Ordnance Survey's guide
            (430000, 434000, 53.80, -1.55),  # Leeds
            (325000, 673500, 55.95, -3.20),  # Edinburgh
            (181000, 32500, 50.15, -5.07),  # Falmouth
        ],
    )
    def test_metres_become_degrees(self, easting, northing, latitude, longitude):
        found = national_grid.to_degrees(easting, northing)
        assert found == pytest.approx((latitude, longitude), abs=1e-5 if easting == 651409.903 else 0.005)

    @settings(max_examples=50)
    @given(st.integers(80_000, 650_000), st.integers(10_000, 1_200_000), st.integers(1_000, 20_000))
    def test_so_many_metres_are_so_many_miles(self, easting, northing, metres):
        ends = [national_grid.to_degrees(*point) for point in ((easting, northing), (easting, northing + metres))]
        miles = miles_between(*(Spot(*end) for end in ends))
        assert miles == pytest.approx(metres / 1609.344, rel=0.006)

    def test_points_outside_are_known(self):
        assert national_grid.is_on_it(430000, 434000)
        assert not national_grid.is_on_it(-1, 0) and not national_grid.is_on_it(0, 2_000_000)
