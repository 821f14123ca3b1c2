"""Counts terms in working days with numpy's busday functions on the calendar of the package `holidays`.

Reads lines `2025-01-03 10` (day of the event, working days) and writes the last day of each term: `2025-01-20`. Shares
nothing with libs/workdays: neither the file of the calendar nor the way of counting.
"""

import sys
from datetime import date, timedelta

import holidays
import numpy as np

FIRST, LAST = date(2010, 1, 1), date(2027, 12, 31)


def calendar() -> np.busdaycalendar:
    """Every day of the week may be worked; what is not worked is named day by day."""
    public = holidays.KZ(years=range(FIRST.year, LAST.year + 1))
    off = []
    day = FIRST
    while day <= LAST:
        rests = day in public or (day.weekday() >= 5 and day not in public.weekend_workdays)
        if rests:
            off.append(day)
        day += timedelta(days=1)
    return np.busdaycalendar(weekmask="1111111", holidays=off)


def main() -> None:
    worked = calendar()
    for line in sys.stdin:
        start, days = line.split()
        # From the event on: the day itself is not counted, whether it is worked or not.
        before = np.busday_offset(np.datetime64(start), 0, roll="backward", busdaycal=worked)
        print(np.busday_offset(before, int(days), busdaycal=worked))


main()
