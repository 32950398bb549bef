"""The reader's network: one encoder, a label a word, and for each trigger a label a word.

pieces, shapes ─▶ encoder ─▶ words ─▶ kinds, cues, mentions, voice kinds     a label a word
                               └▶ trigger × word ─▶ roles, dates, voices, figures, sources
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dateline.labels import ATTRIBUTES, DISTANCES, GROUPS, KINDS, MENTIONS, VOICE_KINDS
from dateline.pieces import SHAPES

ARC_WIDTH = 192
WORD_HEADS = {"kinds": len(KINDS), "cues": 3, "mentions": len(MENTIONS), "voices": len(VOICE_KINDS)}
TRIGGER_HEADS = {name: len(labels) for name, labels in ATTRIBUTES.items()}
ARC_LABELS = sum(len(labels) for labels in GROUPS.values())


class Reader(nn.Module):
    """The encoder with its heads. `folder` holds the weights of a BERT or MPNet."""

    def __init__(self, folder: Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder, attn_implementation="sdpa", add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.dropout = nn.Dropout(dropout)
        self.word_heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in WORD_HEADS.items()})
        self.trigger_heads = nn.ModuleDict({n: nn.Linear(width, size) for n, size in TRIGGER_HEADS.items()})
        self.from_trigger = nn.Linear(width, ARC_WIDTH)
        self.to_word = nn.Linear(width, ARC_WIDTH)
        self.from_trigger_2 = nn.Linear(width, ARC_WIDTH)
        self.to_word_2 = nn.Linear(width, ARC_WIDTH)
        self.distance = nn.Embedding(len(DISTANCES) + 1, ARC_WIDTH)
        self.arcs = nn.Linear(ARC_WIDTH, ARC_LABELS)
        self.pair_left = nn.Linear(width, ARC_WIDTH)
        self.pair_out = nn.Linear(2 * ARC_WIDTH, 1)

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """(batch, words, width): the state of each word's first piece."""
        states = self.states(pieces, shapes, mask)
        return states.gather(1, firsts.unsqueeze(-1).expand(-1, -1, states.shape[-1]))

    def states(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, width)."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shapes(shapes)
        states: Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states

    def arc_scores(self, triggers: Tensor, words: Tensor, distances: Tensor) -> Tensor:
        """(triggers, words, labels) from (triggers, width), (triggers, words, width), (triggers, words)."""
        a, b = self.from_trigger(triggers).unsqueeze(1), self.to_word(words)
        c, d = self.from_trigger_2(triggers).unsqueeze(1), self.to_word_2(words)
        scores: Tensor = self.arcs(nn.functional.relu(a + b + c * d + self.distance(distances)))
        return scores

    def pair_scores(self, left: Tensor, right: Tensor) -> Tensor:
        """(pairs,): do two triggers tell of one happening?"""
        a, b = self.pair_left(left), self.pair_left(right)
        return self.pair_out(torch.cat([(a - b).abs(), a * b], dim=-1)).squeeze(-1)
