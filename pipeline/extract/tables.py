"""Every table of the body read: actions with their sections, the periods and roles they use.

Groups and grids come in; the drafts of actions come out in reading order. A table under a
heading that is an action holds that action's milestones. Header words are ignored by name: as
labels the first time, as repeated headers after that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import Cell, Document, Table
from pipeline.extract.actions import fill, read_actions
from pipeline.extract.again import place_again
from pipeline.extract.draft import ActionDraft, Ground, around, row_place
from pipeline.extract.fields import FIELDS
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid
from pipeline.extract.groups import Group
from pipeline.extract.headings import Headings, counted
from pipeline.extract.ignored import Ignored
from pipeline.extract.items import read_items
from pipeline.extract.listed import Listed
from pipeline.extract.notes import Notes
from pipeline.extract.of_years import maybe_time
from pipeline.extract.parties import names_of_own, parted, parties_of, told
from pipeline.extract.schedule import names, read_schedule
from pipeline.extract.sections import SectionDraft
from pipeline.extract.vocabulary import Vocabulary
from pipeline.lexicon import Lexicon
from pipeline.model import Role, Schedule
from pipeline.text import clean, label_id, words

LABEL_WORDS = 12
"""A text without a number among numbered rows is a label up to this length, else a passage."""


class Tables:
    """Reads the tables of one plan. Call `read` once, then use the fields."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        vocabulary: Vocabulary,
        grids: Mapping[Table, Grid],
        findings: Findings,
        headings: Headings,
        overviews: Sequence[Grid],
    ) -> None:
        """Take the tables as grids, and the roles and periods that the plan defines.

        The rows of `overviews` stand elsewhere too.
        """
        self._overviews = overviews
        self._grids = grids
        self._findings = findings
        self._lexicon = lexicon
        self._headers: set[tuple[str, ...]] = set()
        self._headed: set[tuple[int, int, str]] = set()
        action_grids = [grid for grid in grids.values() if grid.holds_actions()]
        dated = any(grid.column("deadline") for grid in grids.values())
        self.notes = Notes(document.lines())
        self.roles = vocabulary.roles or self._roles_in_columns(action_grids)
        self.schedule = read_schedule(action_grids, vocabulary.periods, dated, lexicon)
        self.placed: list[tuple[ActionDraft, SectionDraft | None]] = []
        self.ignored: list[Ignored] = []
        self.asides: dict[Table, list[Cell]] = {}
        self._ground = Ground(
            lexicon,
            self.schedule,
            self.roles,
            self.notes,
            findings,
            headings,
            self.ignored,
            parties_of(action_grids, lexicon),
        )
        self._listed = Listed(self._ground, self.placed, self.ignored)
        self.taken = self._listed.taken
        """The lines that actions are made of."""

    def read(self, groups: Sequence[Group], by_group: Mapping[int, SectionDraft]) -> None:
        """Read the tables of all groups, and the actions that are headings."""
        action: ActionDraft | None = None
        for index, group in enumerate(groups):
            section = by_group.get(index)
            if not _goes_on(group):
                action = self._listed.headed(group, section)
            if action is not None:
                self._listed.read_labels(action, group)
            elif section is not None and self._listed.lists(group):
                self._listed.read_list(group, section)
            for block in group.blocks:
                if isinstance(block, Table):
                    self._read_table(self._grids[block], action, section)
        self._count()
        for grid in self._overviews:
            self._read_again(grid)
        if not self.placed:
            self._listed.guess(groups, by_group)
        self._part_parties()
        if not self.placed and self._grids:
            self._findings.add(
                "actions_missing",
                "warning",
                next(iter(self._grids)).provenance,
                f"the document has {len(self._grids)} tables and none was read as actions",
                "add the headers of its columns to [columns] in lexicon.toml",
            )
        if self.schedule.kind == "none" and any(draft.deadline for draft, _ in self.placed):
            self.schedule = Schedule(kind="dates")

    def _count(self) -> None:
        """Number the actions by the plain integers that the texts of all without one begin with."""
        free = [draft for draft, _ in self.placed if draft.number is None]
        split = counted([draft.text for draft in free])
        begun = split is not None and split[0][0] == "1"
        if split is not None and begun and all(text[0].isupper() for _, text in split):
            for draft, (number, text) in zip(free, split, strict=True):
                draft.number, draft.text = number, text

    def _part_parties(self) -> None:
        """Part leads and partners that lines say too: all actions show which names are own."""
        drafts, lexicon = [draft for draft, _ in self.placed], self._ground.lexicon
        values = (
            value
            for draft in drafts
            for value in (*draft.leads, *draft.partners)
            if value not in draft.doubts
        )
        own = self._ground.parties | names_of_own(values, lexicon)
        for draft in drafts:
            draft.leads, leads = told(parted(draft.leads, own, lexicon), draft.doubts, own, lexicon)
            draft.partners, partners = told(
                parted(draft.partners, own, lexicon), draft.doubts, own, lexicon
            )
            for name, unsure in (("leads", leads), ("partners", partners)):
                for value in unsure:
                    self._report_unsure(draft, name, " / ".join(draft.doubts[value]))

    def _report_unsure(self, draft: ActionDraft, field: str, value: str) -> None:
        draft.flag("name_unsure")
        self._findings.add(
            "name_unsure",
            "info",
            draft.provenance,
            f"nobody knows whether the line end parts two names: '{value}'",
            "correct the value where they are two",
            (draft, field),
        )

    def is_read(self, table: Table, group: Group) -> bool:
        """Tell whether a table's rows are actions, or milestones of the action it stands under."""
        grid = self._grids[table]
        headed = group.heading is not None and group.heading.role == "action"
        return grid.holds_actions() or (
            headed and (grid.column("item") is not None or _says_one_thing(grid))
        )

    def _read_table(
        self, grid: Grid, action: ActionDraft | None, section: SectionDraft | None
    ) -> None:
        if action is not None and (grid.column("item") or grid.holds_actions()):
            for item, notes in read_items(grid, self._ground):
                action.items.append(item)
                action.notes += [note for note in notes if note not in action.notes]
        elif action is not None and _says_one_thing(grid):
            fill(action, grid, self._ground)
            action.provenance = around(action.provenance, row_place(grid, 0))
        elif grid.holds_actions():
            self._report_columns(grid)
            drafts = list(read_actions(grid, self._ground))
            self._report_lists(drafts)
            self.placed += [(draft, section) for draft in drafts]
            self._set_aside(grid.table)
        else:
            self._report_left(grid, section)
            return
        self._ignore_header(grid)

    def _report_left(self, grid: Grid, section: SectionDraft | None) -> None:
        """Say where a table of a section tells who does something or when, and no header what."""
        told = [c.header for c in grid.columns if c.field in ("lead", "partner", "deadline")]
        if section is not None and told:
            self._findings.add(
                "table_unread",
                "warning",
                grid.table.provenance,
                f"under '{section.title[:60]}', a table has the column '{told[0]}' and none that "
                "is known to hold actions: it is kept as text",
                "add the header over its actions to columns.action in lexicon.toml",
            )

    def _read_again(self, grid: Grid) -> None:
        """Read a table of actions that are placed already."""
        before = len(self.ignored)
        drafts = list(read_actions(grid, self._ground))
        again = place_again(drafts, grid, self.placed, self._ground)
        if again:
            self.ignored[before:] = again  # the words before the numbers among them
        self._set_aside(grid.table)
        self._ignore_header(grid)

    def _set_aside(self, table: Table) -> None:
        """Keep the texts among actions that are none: short ones as labels, others as passages."""
        for cell in self._ground.asides:
            if len(words(cell.text)) <= LABEL_WORDS:
                self.ignored.append(Ignored("label", clean(cell.text), cell.provenance))
            else:
                self.asides.setdefault(table, []).append(cell)
        self._ground.asides.clear()

    def _roles_in_columns(self, grids: Sequence[Grid]) -> tuple[Role, ...]:
        """Take the roles from the role columns of a plan that has no legend of them."""
        roles: dict[str, Role] = {}
        for grid in grids:
            for column in grid.columns:
                for cell in column.cells if column.field == "role" else ():
                    if cell is not None and cell.text:
                        label = clean(cell.text)
                        where = cell.provenance.model_copy(update={"method": "column"})
                        roles.setdefault(
                            label_id(label), Role(id=label_id(label), label=label, provenance=where)
                        )
        if roles:
            self._findings.add(
                "roles_undefined",
                "info",
                None,
                f"the plan prints {len(roles)} roles and defines none of them",
                "no step is needed where the document has no legend of its roles",
            )
        return tuple(roles.values())

    def _ignore_header(self, grid: Grid) -> None:
        """Header words are labels the first time, and repeated headers after that."""
        header = tuple(column.header for column in grid.columns)
        rule = "repeated_header" if header in self._headers else "label"
        self._headers.add(header)
        places = [period.provenance for period in self.schedule.periods]
        claimed = {(place.regions, place.lines) for place in places}
        for column in grid.columns:
            for cell in column.header_cells:
                # The headers of several tables may stand on one line: the first is then the one.
                first = rule == "label" or bool(cell.provenance.regions)
                period = column.field == "period" and first
                # Parts of a table have the same header, and a line may hold many tables.
                key = id(cell.provenance), cell.column, cell.text
                if key in self._headed or not words(cell.text):
                    continue
                self._headed.add(key)
                if not (period and names(cell, column) and _spot(cell) in claimed):
                    self.ignored.append(Ignored(rule, clean(cell.text), cell.provenance))

    def _report_lists(self, drafts: Sequence[ActionDraft]) -> None:
        """Say where the text of an action is nothing but a list: its items may be the actions."""
        lists = [
            draft
            for draft in drafts
            if draft.number is None
            and len(draft.items) > 1
            and draft.text == " ".join(item.text for item in draft.items)
        ]
        if lists:
            self._findings.add(
                "action_all_items",
                "warning",
                lists[0].provenance,
                f"of {len(drafts)} actions of the table, {len(lists)} have a list for all text "
                f"('{lists[0].items[0].text}', ...): each was read as one action with items",
                "give each item a row of its own in the source where it is an action",
            )

    def _report_columns(self, grid: Grid) -> None:
        for column in maybe_time(grid.columns, self._lexicon):
            self._findings.add(
                "column_timeless",
                "warning",
                grid.table.provenance,
                f"the mark column '{column.header}' may be time, by its words or those beside it: "
                "its marks are in grids",
                "map the header to period or to grid under columns of plan.yaml",
            )
        for column in grid.columns:
            if column.guessed:
                self._findings.add(
                    "column_guessed",
                    "warning",
                    grid.table.provenance,
                    f"no header names the actions; '{column.header}' was taken for their column",
                    "add the header's word to columns.action in lexicon.toml",
                )
            elif column.field == "extra" and column.header and not column.blank:
                self._findings.add(
                    "column_unknown",
                    "info",
                    grid.table.provenance,
                    f"no lexicon knows the column '{column.header}'; its texts are in extra",
                    "add the word under [columns] in lexicon.toml, or to columns of plan.yaml",
                )


def _spot(cell: Cell) -> tuple[object, object]:
    return cell.provenance.regions, cell.provenance.lines


def _goes_on(group: Group) -> bool:
    """Tell whether a group is a label on a line of its own, under the heading before it."""
    heading = group.heading
    if heading is None or heading.role != "list" or heading.name == "actions":
        return False
    return not heading.line.level


def _says_one_thing(grid: Grid) -> bool:
    """Tell whether a table is one row of what is said of an action."""
    return len(grid.rows) == 1 and any(column.field in FIELDS for column in grid.columns)
