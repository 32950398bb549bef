"""What somebody decided about who is who: never changed, only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "actor_decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("verb", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("claim_actors_actor", "claim_actors", ["actor_id"])
    op.create_index("claim_voices_actor", "claim_voices", ["actor_id"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER actor_decisions_no_{change.lower()} BEFORE {change} ON actor_decisions "
                "BEGIN SELECT RAISE(ABORT, 'a decision stays as it was taken; an undo is another one'); END"
            )
