"""Every button press in the product, a file a feature."""

from bot.presses.bank import (
    AcceptQuotes,
    ChooseQuote,
    Download,
    JudgeQuote,
    NothingFits,
    OpenBank,
    Preview,
    SeekQuote,
    SetState,
    Shelves,
)
from bot.presses.export import Export, ExportDates, ExportList, MakeExport
from bot.presses.invite import Invite, InviteTo, InviteToNew, MakeInvitation
from bot.presses.item_report import (
    DrawItem,
    FineItem,
    RetireItem,
    ShowItem,
    StatsBank,
    StatsBanks,
    StatsFirst,
)
from bot.presses.objections import (
    ChooseReason,
    FileObjection,
    KeepKey,
    ListObjections,
    Object,
    OpenObjection,
    RetireObjected,
)
from bot.presses.people import (
    ListPeople,
    NewDepartment,
    OpenPerson,
    PersonDepartments,
    SetActive,
    SetDepartment,
    SetRole,
)
from bot.presses.practice import Around, GoOn, Next, Pick, Practise, Submit, Toggle
from bot.presses.press import BIGGEST, LIMIT, Press, pack
from bot.presses.profile import Change, Speak
from bot.presses.regrade import MarkKey, OpenKey, SetKey
from bot.presses.search import AroundMatch
from bot.presses.start import Pickers
from bot.presses.upload import CancelUpload, Import

__all__ = [
    "BIGGEST",
    "LIMIT",
    "AcceptQuotes",
    "Around",
    "AroundMatch",
    "CancelUpload",
    "Change",
    "ChooseQuote",
    "ChooseReason",
    "Download",
    "DrawItem",
    "Export",
    "ExportDates",
    "ExportList",
    "FileObjection",
    "FineItem",
    "GoOn",
    "Import",
    "Invite",
    "InviteTo",
    "InviteToNew",
    "JudgeQuote",
    "KeepKey",
    "ListObjections",
    "ListPeople",
    "MakeExport",
    "MakeInvitation",
    "MarkKey",
    "NewDepartment",
    "Next",
    "NothingFits",
    "Object",
    "OpenBank",
    "OpenKey",
    "OpenObjection",
    "OpenPerson",
    "PersonDepartments",
    "Pick",
    "Pickers",
    "Practise",
    "Press",
    "Preview",
    "RetireItem",
    "RetireObjected",
    "SeekQuote",
    "SetActive",
    "SetDepartment",
    "SetKey",
    "SetRole",
    "SetState",
    "Shelves",
    "ShowItem",
    "Speak",
    "StatsBank",
    "StatsBanks",
    "StatsFirst",
    "Submit",
    "Toggle",
    "pack",
]
