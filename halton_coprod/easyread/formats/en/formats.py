"""One set of formats for both forms: Django looks for "en" after "en_GB" and after "en_Simple".

Django cannot write "2:30pm" itself ("P" gives "2:30 p.m." and "noon"): pages use `said_time`.
"""

DATE_FORMAT = SHORT_DATE_FORMAT = "l j F Y"
TIME_FORMAT = "P"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "l j F Y, P"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
FIRST_DAY_OF_WEEK = 1

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3

# People type dates and times in many ways: all of these are understood. The first of each is how a box is filled.
DATE_INPUT_FORMATS = [
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %m %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A %d %B %Y",
    "%a %d %b %Y",
    "%Y-%m-%d",
]
TIME_INPUT_FORMATS = [
    "%H:%M",
    "%H:%M:%S",
    "%H.%M",
    "%I%p",
    "%I %p",
    "%I:%M%p",
    "%I:%M %p",
    "%I.%M%p",
    "%I.%M %p",
]
DATETIME_INPUT_FORMATS = [
    f"{date} {time}" for date in DATE_INPUT_FORMATS for time in ("%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p")
]
