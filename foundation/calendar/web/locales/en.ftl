# Working calendar

calendar-admin = Administration
calendar-title = Working calendar
calendar-lead = Terms of approval are counted in working days by this calendar. Enter here what the Government changes: holidays, and working days that are moved.
calendar-new = Enter a day
calendar-new-lead = A change is in force at once, for terms counted from then on. The last day of terms set before stays.
calendar-empty = No holidays or moved days are entered for this year.
calendar-years = Other years
calendar-date = Day
calendar-works = What day is it?
calendar-name = Name
calendar-in-kazakh = in Kazakh
calendar-in-russian = in Russian
calendar-in-english = in English
calendar-source = Source
calendar-source-program = Came with the program
calendar-source-entered = Entered by an administrator
calendar-day-off = Day off
calendar-day-off-hint = A holiday, or a day off moved for one
calendar-working-day = Working day
calendar-working-day-hint = For example a Saturday that is worked
calendar-reset = Take back
calendar-reset-question = Take back what was entered of { $date }?
calendar-reset-consequence = The calendar that came with the program is in force for this day again. Terms set before stay.
calendar-entered = The day is entered.
calendar-taken-back = What was entered of the day is taken back.
calendar-error-date = Enter an existing day of the years 2010 to 2100
