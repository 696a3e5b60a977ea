"""Every table, imported here so that one import fills the metadata."""

from db.tables.bank import ArticleRow, BankRow, QuestionRow, UploadRow, VersionRow
from db.tables.delivery import DeliveryRow, PushRow
from db.tables.draft import DraftRow
from db.tables.edit import EditRow
from db.tables.inbox import InboxRow, TalkRow
from db.tables.item_report import ItemRow
from db.tables.job import JobRow
from db.tables.journal import JournalRow
from db.tables.objections import ObjectionRow
from db.tables.people import InvitationRow, KnockRow, PersonRow
from db.tables.practice import AnswerRow, AskedRow, ProgressRow, RunRow, TallyRow
from db.tables.quoting import UnquotedRow
from db.tables.reach import ReachRow
from db.tables.recheck import LostRow

__all__ = [
    "AnswerRow",
    "ArticleRow",
    "AskedRow",
    "BankRow",
    "DeliveryRow",
    "DraftRow",
    "EditRow",
    "InboxRow",
    "InvitationRow",
    "ItemRow",
    "JobRow",
    "JournalRow",
    "KnockRow",
    "LostRow",
    "ObjectionRow",
    "PersonRow",
    "ProgressRow",
    "PushRow",
    "QuestionRow",
    "ReachRow",
    "RunRow",
    "TalkRow",
    "TallyRow",
    "UnquotedRow",
    "UploadRow",
    "VersionRow",
]
