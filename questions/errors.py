"""Refusals: what the product will not do, each with a code that the front turns into words."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to the person, not a fault
    """Base of everything a person may be told "no" for. `facts` fill the blanks of the text."""

    code = "refused"
    # Whether what the verb noted before it refused (a wrong code) stays.
    remembers = False

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """A refusal may come from another process."""
        return _remade, (type(self), self.__dict__)


def _remade(kind: type[Refusal], kept: dict[str, object]) -> Refusal:
    refusal = kind.__new__(kind)
    refusal.__dict__.update(kept)
    refusal.args = (refusal.code, refusal.facts)
    return refusal


class NotAllowed(Refusal):
    code = "not_allowed"


class OldButton(Refusal):
    """The press names something that is not there (any more), or was never a button of ours."""

    code = "old_button"


class NotYours(Refusal):
    code = "not_yours"


class AlreadyAnswered(Refusal):
    code = "already_answered"


class NothingPicked(Refusal):
    code = "nothing_picked"


class NothingToPractise(Refusal):
    code = "nothing_to_practise"


class AnswerTooLong(Refusal):
    code = "answer_too_long"


class NotAMember(Refusal):
    """Joining needs an invitation here, and this person has none."""

    code = "not_a_member"


class Deactivated(Refusal):
    code = "deactivated"


class InvitationInvalid(Refusal):
    """Unknown, used up, expired, or tried too often: said in the same words, so nothing leaks."""

    code = "invitation_invalid"
    remembers = True


class TextInvalid(Refusal):
    """A typed name, number or department that cannot be kept: empty, too long, only blanks."""

    code = "text_invalid"


class PersonUnknown(Refusal):
    code = "person_unknown"


class LastAdmin(Refusal):
    """The last active admin can be neither demoted nor deactivated."""

    code = "last_admin"


class PrivateOnly(Refusal):
    """Asked in a group for something that is only done in a private chat."""

    code = "private_only"


class BankNotYours(Refusal):
    """Another trainer's bank: to be looked at, and changed by its owner or an admin."""

    code = "bank_not_yours"


class BankUnknown(Refusal):
    code = "bank_unknown"


class KeyInvalid(Refusal):
    """A key that the question cannot have."""

    code = "key_invalid"


class KeyUnchanged(Refusal):
    """The key is that already, and everybody was judged by it."""

    code = "key_unchanged"


class ObjectionOpen(Refusal):
    """One objection of a person to a question at a time."""

    code = "objection_open"


class ObjectionsMany(Refusal):
    code = "objections_many"


class ObjectionGone(Refusal):
    """It was decided already."""

    code = "objection_gone"


class UploadGone(Refusal):
    """The uploaded file was imported or cancelled already, or belongs to somebody else."""

    code = "upload_gone"


class DraftGone(Refusal):
    """The draft was judged or changed since its button was drawn, or belongs to somebody else."""

    code = "draft_gone"


class DraftWrong(Refusal):
    """A draft that cannot be taken as it stands."""

    code = "draft_wrong"


class ModelSilent(Refusal):
    """The language model did not answer, or said nothing that can be read."""

    code = "model_silent"


class FileTooLarge(Refusal):
    code = "file_too_large"


class NothingToExport(Refusal):
    code = "nothing_to_export"


class DatesInvalid(Refusal):
    """Typed dates that are none, or days that nobody has lived through."""

    code = "dates_invalid"


class OldScreen(Refusal):
    """What a button was drawn for has changed since; `command` draws a new one."""

    code = "old_screen"


class SheetTooLong(Refusal):
    """More rows than a sheet of a workbook can hold."""

    code = "sheet_too_long"


class FileRefused(Refusal):
    """A file that is not read at all. Its own code says why, its words what to send instead."""

    code = "file_unreadable"

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        super().__init__(**facts)
