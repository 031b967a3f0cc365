"""The packaged weights as an ordinary model: a Hugging Face folder, and a network for ONNX Runtime."""

import warnings
from io import BytesIO
from pathlib import Path

import onnx
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Normalize, Transformer
from sentence_transformers.sentence_transformer.modules import Pooling
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
from transformers.utils.logging import disable_progress_bar

from assistant.embedding import PROMPTS
from ingest.e5_weights import E5Weights, Pieces, Shape

OPSET = 17

EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
PARTS = {"w": "weight", "b": "bias"}


def build_network(weights: E5Weights) -> BertModel:
    """The weights as a BertModel in float32, ready to run."""
    config = _bert_config(weights.shape, weights.pieces)
    state = {_bert_name(name): torch.from_numpy(values) for name, values in weights.tensors.items()}
    # Mean pooling does not use BERT's own pooler; whoever loads the folder expects one all the same.
    state["pooler.dense.weight"] = torch.zeros(config.hidden_size, config.hidden_size)
    state["pooler.dense.bias"] = torch.zeros(config.hidden_size)
    disable_progress_bar()  # type: ignore[no-untyped-call]
    network: BertModel = BertModel.from_pretrained(None, config=config, state_dict=state)
    network.train(False)
    return network


def build_tokenizer(pieces: Pieces) -> Tokenizer:
    """The pieces as a Unigram tokenizer that cuts text as XLM-RoBERTa does (`<s> … </s>`)."""
    tokenizer = Tokenizer(Unigram(list(pieces.scored), pieces.unknown, False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_any_of(pieces.dropped)), ""),
            normalizers.Replace(Regex(_any_of(pieces.spaces)), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", "always", True)
    tokenizer.decoder = decoders.Metaspace("▁", "always", True)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", pieces.bos), ("</s>", pieces.eos)],
    )
    return tokenizer


def save_sentence_transformer(network: BertModel, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the folder that `SentenceTransformer(folder)` and any Hugging Face library can load."""
    network.save_pretrained(folder)
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        model_max_length=network.config.max_position_embeddings,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
    ).save_pretrained(folder)
    modules = [Transformer(str(folder)), Pooling(network.config.hidden_size, "mean"), Normalize()]
    model = SentenceTransformer(modules=modules, device="cpu", prompts=dict(PROMPTS))
    model.save(str(folder), create_model_card=False)


class _Mean(torch.nn.Module):
    def __init__(self, network: BertModel) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        tokens: torch.Tensor = self.network(input_ids=input_ids).last_hidden_state
        return tokens.mean(dim=1)


def export_onnx(network: BertModel) -> onnx.ModelProto:
    """The network and the mean of its token vectors: unpadded ids (texts, tokens) to (texts, dimensions)."""
    content = BytesIO()
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Mean(network),
            (torch.tensor([[0, 6, 10, 2]]),),
            content,  # type: ignore[arg-type]  # a buffer does, its annotation forgets it
            dynamo=False,
            opset_version=OPSET,
            input_names=["input_ids"],
            output_names=["sentence_embedding"],
            dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}, "sentence_embedding": {0: "texts"}},
        )
    return onnx.load_from_string(content.getvalue())


def _bert_config(shape: Shape, pieces: Pieces) -> BertConfig:
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=pieces.pad,
        bos_token_id=pieces.bos,
        eos_token_id=pieces.eos,
    )
    config._attn_implementation = "eager"
    return config


def _bert_name(name: str) -> str:
    if name in EMBEDDING_NAMES:
        return EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{LAYER_NAMES[part]}.{PARTS[kind]}"


def _any_of(characters: tuple[str, ...]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):04X}}}" for character in characters) + "]"
