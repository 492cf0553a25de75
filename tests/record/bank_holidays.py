"""England's bank holidays as the library knows them; `python -m tests.record.bank_holidays` writes them anew."""

from holidays import country_holidays

from halton_coprod.record.workdays import BANK_HOLIDAYS

# Well before the first promise that the hub can count, and far beyond the last.
YEARS = range(2015, 2051)


def known() -> list[str]:
    return [day.isoformat() for day in sorted(country_holidays("GB", subdiv="ENG", years=YEARS))]


if __name__ == "__main__":
    BANK_HOLIDAYS.write_text("\n".join(known()) + "\n")
