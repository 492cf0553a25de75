"""The example hub's pool: 120 made-up people in every state, reached in every way, with all kinds of needs.

Their numbers and addresses are ones that nobody has (01632 960 xxx, example.org).
"""

import uuid
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from members import services
from members.desk.rows import checked
from members.models import AgeBand, Connection, Interest, Member, Reward, TakingPart, User, Way
from members.services import Joining, Said

from . import inviting, past

MANY = 120
# Rhythms of two answers that have a name and a place in common.
TWICE = (2, 601)
LIST = """Name,Email,Phone,Interests
Una List Example,una@example.org,,Getting about
Viktor List Example,,01632 960 701,
Wanda List Example,wanda@example.org,01632 960 702,Care and support
"""
FIRST = ("Amina", "Ben", "Carys", "Dev", "Elsie", "Femi", "Gwen", "Harold", "Ivy", "Jack", "Kasia", "Liam")
LAST = ("Ash", "Brook", "Croft", "Dale", "Ellis", "Field", "Green", "Hart", "Innes", "Jones")
WAYS = (Way.EMAIL, Way.LETTER, Way.PHONE, Way.EMAIL, Way.TEXT, Way.EMAIL)
POSTCODES = ("WA8 7QF", "WA7 2ES", "", "WA8 6AA", "WA7 4TH", "L24 9ZZ", "WA7 1AA", "M1 1AA")
# Where each of ten people stands after the moves that brought them there.
MOVES = (
    (),
    ("book_chat",),
    ("book_chat", "welcome"),
    ("book_chat", "welcome"),
    ("welcome",),
    ("book_chat", "welcome", "pause"),
    ("welcome",),
    ("welcome", "pause", "resume"),
    ("book_chat", "leave"),
    ("welcome",),
)
NEEDS = (
    [],
    [Said("information", "read-aloud"), Said("communication", "understand")],
    [Said("surroundings", "step-free"), Said("surroundings", "parking", "I come in a van with a ramp.")],
    [Said("professional", "bsl")],
    [Said("surroundings", "quiet"), Said("surroundings", "breaks"), Said("other", words="Tell me first who comes.")],
    [Said("information", "makaton"), Said("contact", "slowly")],
    [Said("communication", "device", "Wait until I have typed.", "session")],
    [Said("other", words="I faint when it is hot. Only the team needs to know.", who_sees="pool")],
)
# How the made-up borough is made up, of 100 people.
SHARES = {
    "district": {"wa7": Decimal(49), "wa8": Decimal(48)},
    "age": {"16-24": Decimal(12), "25-34": Decimal(16), "35-49": Decimal(24), "50-64": Decimal(25), "65+": Decimal(23)},
}
# What sixty people answered to each question: some of it too few people to be shown.
EQUALITY = {
    "sex": {"female": 31, "male": 22, "unsaid": 7},
    "gender": {"same": 52, "different": 2, "unsaid": 6},
    "ethnic": {"asian": 6, "black": 5, "mixed": 5, "white": 36, "other": 3, "unsaid": 5},
    "religion": {"none": 22, "christian": 24, "muslim": 5, "hindu": 2, "buddhist": 1, "other": 1, "unsaid": 5},
    "orientation": {"straight": 44, "gay": 5, "bi": 5, "other": 1, "unsaid": 5},
    "disability": {"yes": 38, "no": 17, "unsaid": 5},
    "carer": {"yes": 19, "no": 36, "unsaid": 5},
}
HOUSE = {"phone": "01632 960 100", "address": "The Example House, 3 Example Street, Widnes, WA8 0XX"}


def load(people: dict[str, User]) -> None:
    """Everybody, where nobody is there yet."""
    if Member.objects.filter(is_example=True).exists():
        return
    staff = people["pool-staff"]
    rosa = join_rosa(people, staff)
    services.move_member(rosa, "welcome", by=staff, comment="Rosa likes meetings in the morning.")
    services.record_look(rosa, what="needs", why="To plan the workshop on Tuesday", by=staff)
    services.withdraw_consent(rosa, purpose="photos", by=people["resident"])
    for kind, percents in SHARES.items():
        services.set_borough_shares(kind, percents=percents, source="Made up for this example", by=staff)
    for number in range(1, MANY + 1):
        finish(join_somebody(number, staff), number, staff)
        if number == MANY // 2:
            print_letters(staff)
    join_twice(staff)
    bring_in(staff)
    count_equality(staff)
    inviting.load(rosa, by=staff)


def join_rosa(people, staff) -> Member:
    """The resident of the demo, with the supporter of the demo."""
    rosa, sunil = people["resident"], people["supporter"]
    joining = Joining(
        {
            "name": rosa.name,
            "way": Way.EMAIL,
            "email": rosa.email,
            "easy_read": True,
            "postcode": "WA8 7QF",
            "age_band": AgeBand.THIRTY,
            "reward": Reward.TALK,
        },
        {"connections": ["lives", "learning"], "interests": ["homes", "information"], "taking_part": ["in_person"]},
        needs=[Said("information", "read-aloud"), Said("surroundings", "quiet"), Said("surroundings", "breaks")],
        supporter={"name": sunil.name, "relation": "My brother", "user": sunil, "may_see": True, "may_book": True},
        consents={"pool": True, "needs": True, "partners": False, "photos": True},
        language="en-simple",
    )
    return services.join_pool(joining, token=uuid.uuid4(), user=rosa, by=rosa, is_example=True)


def join_somebody(number: int, staff) -> Member:
    """Person `number`: every answer comes round in its own rhythm, so that all kinds meet."""
    by_staff = number % 3 == 0
    joining = Joining(
        facts(number),
        picks(number),
        needs=NEEDS[number % len(NEEDS)],
        supporter=supporter(number),
        consents={"pool": True, "needs": number % 4 != 0, "partners": number % 5 == 0, "photos": number % 2 == 0},
        language="en-simple" if number % 2 else "en-gb",
    )
    how = {"came_by": ("phone", "paper", "in_person")[number % 9 // 3], "explained_by": "Paul, read aloud"}
    return services.join_pool(
        joining, token=uuid.uuid4(), by=staff if by_staff else None, is_example=True, **(how if by_staff else {})
    )


def facts(number: int) -> dict:
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} Example"
    way = WAYS[number % len(WAYS)]
    shares = number % 7 == 0
    own = {
        "email": f"person{number}@example.org" if way == Way.EMAIL else "",
        "phone": f"01632 960 {number + 100}" if way in (Way.PHONE, Way.TEXT) else "",
        "address": f"{number} Example Road, Runcorn, WA7 0XX" if way == Way.LETTER else "",
    }
    return {
        "name": name,
        "way": way,
        **own,
        **(HOUSE if shares else {}),
        "easy_read": number % 2 == 1,
        "print_size": ("normal", "large", "normal", "largest")[number % 4],
        "other_format": "Braille" if number % 40 == 0 else "",
        "language": "Polish" if number % 17 == 0 else "",
        "best_time": ("any", "morning", "afternoon", "evening")[number % 4],
        "postcode": POSTCODES[number % len(POSTCODES)],
        "age_band": AgeBand.values[number % len(AgeBand.values)],
        "reward": Reward.values[number % len(Reward.values)],
        "wants_messages": number % 23 != 0,
    }


def picks(number: int) -> dict:
    return {
        "connections": turns(Connection, number, 2),
        "interests": turns(Interest, number, 3),
        "taking_part": turns(TakingPart, number, 2),
    }


def turns(choices, number: int, many: int) -> list[str]:
    """Some of the choices, other ones for each person."""
    return [choices.values[(number + step * 3) % len(choices.values)] for step in range(many)]


def supporter(number: int) -> dict:
    if number % 9:
        return {}
    return {
        "name": f"Helper {number} Example",
        "relation": ("Support worker", "My mum", "Advocate")[number % 3],
        "phone": f"01632 961 {number:03}",
        "may_see": number % 2 == 0,
        "gets_copies": True,
    }


def finish(member: Member, number: int, staff) -> None:
    """The moves, a note, what became of the message; a few people are erased."""
    for move in MOVES[number % len(MOVES)]:
        services.move_member(member, move, by=staff, comment=f"Example: {move.replace('_', ' ')}.")
    if number % 30 == 29:
        services.erase_member(member, by=staff)
        return
    if number % 10 == 3:
        keep_until = timezone.localdate() + timedelta(days=60)
        services.write_note(member, words="Example: likes to be rung after lunch.", keep_until=keep_until, by=staff)
    tell(member, number, staff)
    past.spread(member, number)


def join_twice(staff) -> None:
    """One person who told us twice: on paper, and half a year later by phone."""
    for number in TWICE:
        services.join_pool(
            Joining({**facts(number), "name": "Olive Twice Example", "postcode": "WA8 7QF"}, consents={"pool": True}),
            token=uuid.uuid4(),
            by=staff,
            came_by="paper",
            explained_by="Paul, read aloud",
            is_example=True,
        )


def bring_in(staff) -> None:
    """A list that the team kept in a spreadsheet before. Nobody of it has agreed to anything yet."""
    uploaded = services.upload_list(
        name="example-list.csv", words=LIST, columns={"name": 0, "email": 1, "phone": 2, "interests": 3}, by=staff
    )
    services.bring_in_list(uploaded, check=checked, by=staff, is_example=True)


def count_equality(staff) -> None:
    """Sixty forms, whose answers are counted and belong to nobody."""
    answers = [[answer for answer, many in said.items() for _one in range(many)] for said in EQUALITY.values()]
    for form in zip(*answers, strict=True):
        services.count_equality_form(answers=dict(zip(EQUALITY, form, strict=True)), by=staff)


def print_letters(staff) -> None:
    """The letters so far are printed; those that come after wait for the next batch."""
    services.move_batch(services.make_batch(by=staff), "print", by=staff)


def tell(member: Member, number: int, staff) -> None:
    done = {Way.PHONE: "ring", Way.LETTER: "post"}.get(member.way)
    message = member.messages.filter(supporter=None).first()
    by_hand = member.language or member.other_format
    if message and done and number // len(WAYS) % 4 and not by_hand:
        services.clear_message(message, done, by=staff)
    elif message and number % 25 == 0:
        services.clear_message(message, "fail", by=staff)
