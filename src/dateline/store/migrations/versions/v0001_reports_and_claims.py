"""Reports, their earlier versions, and the claims read in them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORDS = 'tokenize = "unicode61 remove_diacritics 2"'


def upgrade() -> None:
    make_reports()
    make_claims()
    make_parts_of_claims()
    op.create_table(
        "upkeep",
        sa.Column("task", sa.String, primary_key=True),
        sa.Column("due", sa.Boolean, nullable=False),
    )
    make_search()


def make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("sha256", sa.String),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("reports_published", "reports", ["published"])
    op.create_table(
        "earlier_versions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report_id", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("claims", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("report_id", "version"),
    )


def make_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.number", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("mode", sa.String),
        sa.Column("realis", sa.String, nullable=False),
        sa.Column("stance", sa.String, nullable=False),
        sa.Column("speech", sa.String, nullable=False),
        sa.Column("hedged", sa.Boolean, nullable=False),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("published", sa.Date),
        sa.Column("publisher", sa.Text),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("claims_report", "claims", ["report"])
    op.create_index("claims_kind", "claims", ["kind", "mode"])
    op.create_index("claims_days", "claims", ["earliest", "latest"])
    op.create_index("claims_published", "claims", ["published"])


def part_of_claim(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.number", ondelete="CASCADE"), nullable=False),
        *columns,
    )
    op.create_index(f"{name}_claim", name, ["claim"])


def make_parts_of_claims() -> None:
    part_of_claim(
        "claim_places",
        sa.Column("role", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("geonames_id", sa.Integer),
        sa.Column("country", sa.String),
        sa.Column("admin1", sa.Text),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("radius_km", sa.Float),
    )
    part_of_claim(
        "claim_actors",
        sa.Column("role", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("actor_id", sa.String),
        sa.Column("name", sa.Text),
        sa.Column("country", sa.String),
    )
    part_of_claim(
        "claim_voices",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("count", sa.Integer),
        sa.Column("actor_id", sa.String),
        sa.Column("name", sa.Text),
    )


def make_search() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, columns in (("reports", "title, text"), ("claims", "evidence")):
        new = ", ".join(f"new.{column}" for column in columns.split(", "))
        old = new.replace("new.", "old.")
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, "
            f"content = '{table}', content_rowid = 'number', {WORDS})"
        )
        op.execute(
            f"CREATE TRIGGER {table}_words_in AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {table}_words (rowid, {columns}) VALUES (new.number, {new}); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_words_out AFTER DELETE ON {table} BEGIN "
            f"INSERT INTO {table}_words ({table}_words, rowid, {columns}) "
            f"VALUES ('delete', old.number, {old}); END"
        )
    make_boxes("claim_places")


def make_boxes(table: str) -> None:
    op.execute(f"CREATE VIRTUAL TABLE {table}_boxes USING rtree(number, west, east, south, north)")
    op.execute(
        f"CREATE TRIGGER {table}_boxes_in AFTER INSERT ON {table} WHEN new.lat IS NOT NULL BEGIN "
        f"INSERT INTO {table}_boxes VALUES (new.number, new.lon, new.lon, new.lat, new.lat); END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_boxes_out AFTER DELETE ON {table} BEGIN "
        f"DELETE FROM {table}_boxes WHERE number = old.number; END"
    )
