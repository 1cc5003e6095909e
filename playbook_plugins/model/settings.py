"""`playbook.yml`: facts about the business, and the checklist's settings."""

import re
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field, field_validator, model_validator

from playbook_plugins.model.described import Described
from playbook_plugins.model.finding import Level
from playbook_plugins.model.form_files import SEAL
from playbook_plugins.model.hours import OpeningHours
from playbook_plugins.model.own import OwnRule
from playbook_plugins.model.profile import Profile
from playbook_plugins.model.reach import Email, Phone
from playbook_plugins.model.values import Day, Duration, Frequency, Id, Language, Names, Truth, WebAddress


FORMAT = 1
"""The newest form of a playbook; `playbook migrate` brings an older one to it."""


class _Closed(Described):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PeopleWord(StrEnum):
    """What the people are called."""

    CUSTOMER = "customer"
    """Somebody who buys."""
    CLIENT = "client"
    """Somebody whom we advise or represent."""
    MEMBER = "member"
    """Somebody who belongs."""
    DONOR = "donor"
    """Somebody who gives."""
    PATIENT = "patient"
    """Somebody whom we treat."""


class Screening(StrEnum):
    """Whether the business can choose whom it serves."""

    NORMAL = "normal"
    """It says who fits and who does not."""
    OPEN_DOOR = "open-door"
    """Anybody may walk in; nobody is asked to look elsewhere."""


class Business(_Closed):
    """What everybody may know about the business."""

    # a name of nothing but blanks is none
    model_config = ConfigDict(str_strip_whitespace=True)

    name: str = Field(min_length=1)
    """What it is called."""
    people_word: PeopleWord = PeopleWord.CUSTOMER
    """customer, client, member, donor or patient."""
    phone: Phone | None = None
    """The number to ring."""
    email: Email | None = None
    """The address to write to."""
    address: str | None = None
    """Where people find us."""
    url: WebAddress | None = None
    """Our other website, where there is one."""
    open: OpeningHours | None = None
    """When we are open, such as `Mon-Fri 8-18, Sat 9-13`."""
    languages: Names = ()
    """The languages that we speak, such as `English, Polish`."""
    area: str | None = None
    """Where we work, such as `Millbrook and 8 km around it`."""
    answers_within: Duration
    """How soon people hear from us: a number and a unit, such as `1 working day`."""
    writes_at_most: Frequency | None = None
    """How often, at most, one person gets something from us that they need not answer, such as `2 a year`."""
    signed_by: str | None = None
    """The person who stands behind the page: a first name, and what they do."""
    currency: str = Field("GBP", pattern="^[A-Z]{3}$")
    """The currency of all amounts, as three capital letters."""
    time_zone: str | None = None
    """Where our clock stands, such as `Europe/London`."""
    holidays: tuple[Day, ...] = ()
    """Days on which we are closed though it is not our usual day off: `[2026-12-25, 2026-12-26]`."""
    screening: Screening = Screening.NORMAL
    """`open-door` for those who cannot choose whom they serve."""

    @property
    def zone(self) -> ZoneInfo | None:
        """What tells the time where our clock stands; `None` where nobody says so, or nobody knows the place."""
        try:
            return ZoneInfo(self.time_zone or "")
        except (OSError, ValueError, LookupError):
            return None

    @field_validator("name", "area", "signed_by")
    @classmethod
    def _on_one_line(cls, text: str | None) -> str | None:
        # it stands in subjects of mails, in headings and in posts
        return " ".join(text.split()) if text else text

    @model_validator(mode="after")
    def _can_be_reached(self) -> "Business":
        if not (self.phone or self.email or self.address or self.url):
            raise ValueError("nobody can reach you|Add a line with your `phone`, `email`, `address` or `url`.")
        return self


class Site(_Closed):
    """Where the public site stands and where its sources are kept."""

    url: WebAddress | None = None
    """The public site's address, where feeds and previews need it whole."""
    repository: WebAddress | None = None
    """The address of the repository, for links that suggest a change."""
    branch: str = "main"
    """The branch that is published."""
    lang: Language = "en"
    """The language of the playbook, as two letters."""
    langs: Names = ()
    """Further languages."""
    plain_text: Truth = False
    """Whether `/fit.md` and `/llms.txt` stand on the public site, for programs that read plain text."""
    edit_form: str | None = None
    """The form for changing texts in a browser, at `/edit/` of the internal site. `playbook edit-form add` writes this line."""

    @field_validator("edit_form")
    @classmethod
    def _is_a_seal(cls, told: str | None) -> str | None:
        if told is not None and not re.fullmatch(SEAL, told):
            raise ValueError(f"“{told[:20]}” is not what `playbook edit-form add` writes here|Take the line out, and run `playbook edit-form add`.")
        return told

    @field_validator("url")
    @classmethod
    def _begins_a_site(cls, url: str | None) -> str | None:
        # what goes out beside the pages is named by this address with something behind it
        if url and ("?" in url or "#" in url):
            raise ValueError(f"“{url[:60]}” is the address of a place within a page|Write where the public site begins, without `?` or `#` and what follows.")
        return url


class RuleLevel(StrEnum):
    """What an owner may set a rule to."""

    ERROR = Level.ERROR.value
    """Stops publishing."""
    WARNING = Level.WARNING.value
    """Worth a look."""
    ADVICE = Level.ADVICE.value
    """A thought."""
    OFF = "off"
    """Not looked at."""


class Shared(_Closed):
    """A sentence that may stand on both sides."""

    text: str
    """The sentence."""
    because: str = Field(min_length=1)
    """Why everybody may read it."""


class Words(_Closed):
    """Entries added to a word list or taken from it."""

    add: Names = ()
    """More words or phrases to find."""
    remove: Names = ()
    """Words or phrases not to look for."""


class ChecklistSettings(_Closed):
    """How the checklist works here."""

    profile: Profile = Profile.STANDARD
    """starter, standard or strict."""
    levels: dict[str, RuleLevel] = {}
    """A level of your own for a rule: error, warning, advice or off."""
    words: dict[str, Words] = {}
    """Words added to a list of wordings, or taken from it, by the list's name, such as `offer` or `vague`."""
    rules: dict[Id, OwnRule] = {}
    """Rules of your own, each below its name."""
    shared: tuple[Shared, ...] = ()
    """Sentences that may stand on both sides, each with a reason."""
    private_names: Names = ()
    """Names that stand in no public text, and better in none for staff: `[Ola Nowak, Hill*]`."""
    not_done: dict[str, str] = {}
    """Topics that you do not do, each with the reason: `follow-up: nobody here wants to be rung`. Not for those that you only have not written yet."""
    topics: dict[str, Names] = {}
    """Topics of your own, or other names for the known ones: `topic: [name, name]`."""
    headings: dict[str, Names] = {}
    """More headings for a section: `what-to-say: [Our words]`."""
    labels: dict[str, Names] = {}
    """More labels for a step: `make-right: [Sort the cake]`."""


class Home(_Closed):
    """The first page of the internal site."""

    pinned: Names = ()
    """Ids of the policies that stand first."""


class Settings(_Closed):
    """All of `playbook.yml`."""

    format: int = Field(1, ge=1, le=FORMAT)
    """The version of the playbook's form. There is only one, so this line may be left out; `playbook migrate` writes it once there are more."""
    business: Business
    """What everybody may know about the business."""
    site: Site = Site()
    """Where the public site stands."""
    checklist: ChecklistSettings = ChecklistSettings()
    """How the checklist works here."""
    home: Home = Home()
    """The first page of the internal site."""
