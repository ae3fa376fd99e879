"""Puts a page together: pyvis holds the network and fills our template; nothing of its stock page is used."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

from graphkit.errors import GraphkitError
from graphkit.resources import part
from graphkit.visualizations.contents import Payload

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKED_FROM = 150_000  # bytes of payload from which it travels compressed
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_TOLD = ("id", "date", "until", "what", "detail", "support", "disputed", "claims")  # the columns of facts in words
_LISTS = ("ends", "links", "phases", "topics")  # the columns of facts that hold a list for each
# The viewer's files in the order that they need each other.
MODULES = (
    "dom", "data", "figures", "colours", "state", "selection", "labels", "shapes", "network", "world", "words", "panel",
    "filters", "timeline", "table", "drawing", "saving", "keys", "main",
)  # fmt: skip


def render(payload: Payload, title: str) -> str:
    """Return the page as one HTML text: no address in it is ever asked for anything but by a person's click."""
    network = _network(payload.data)
    scripts = [vis_script(), viewer_script()]
    style = sheet("page.css")
    packed, text = _pack(payload.data)
    network.set_template_dir(str(part("visualizations")), "page.html")
    network.templateEnv.autoescape = True
    network.templateEnv.globals.update(
        title=title,
        csp=policy(scripts, [style]),
        style=style,
        scripts=scripts,
        payload=text,
        packed=packed,
    )
    page: str = network.generate_html()
    return page


def _network(data: dict[str, Any]) -> Any:
    """Return the network as pyvis keeps it: directed, so that no parallel link is lost, and with its places given."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    nodes = data["nodes"]
    for number, name in enumerate(nodes["name"]):
        network.add_node(number, label=name, x=nodes["x"][number], y=nodes["y"][number])
    for number, links in enumerate(data["facts"]["links"]):
        for link in links:
            one, other, relation = data["links"][link]
            network.add_edge(one, other, relation=relation, fact=number)
    return network


def filled(name: str, **values: Any) -> str:
    """Return a page other than a map: the template NAME.html with NAME.css and NAME.js, which may use the values."""
    style = sheet(f"{name}.css", **values)
    script = (part("visualizations") / f"{name}.js").read_text(encoding="utf-8")
    template = _environment().get_template(f"{name}.html")
    return template.render(csp=policy([script], [style]), style=style, script=script, **values)


def sheet(name: str, **values: Any) -> str:
    """Return a style sheet behind the one that all pages share."""
    return "".join(_environment().get_template(each).render(values) for each in ("base.css", name))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader

    loader = FileSystemLoader(part("visualizations"))
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)


def policy(scripts: list[str], styles: list[str]) -> str:
    """Return the content security policy: only these scripts run, and only these styles hold."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: list[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _pack(data: dict[str, Any]) -> tuple[bool, str]:
    """Return the data as two lines of JSON that end no script, or compressed where they are large.

    The first line is what the page draws; the second what it tells of a fact, which is read only where it is asked for.
    """
    told = {"texts": data["texts"], "documents": data["documents"], **{name: data["facts"][name] for name in _TOLD}}
    drawn = {name: column for name, column in data.items() if name not in told}
    facts = {name: column for name, column in data["facts"].items() if name not in told}
    drawn["facts"] = facts | {name: _flat(facts[name]) for name in _LISTS}
    drawn["links"] = list(chain.from_iterable(data["links"]))
    text = "\n".join(json.dumps(half, ensure_ascii=False, separators=(",", ":")) for half in (drawn, told))
    if len(text) > _PACKED_FROM:
        return True, base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return False, text


def _flat(lists: list[list[Any]]) -> dict[str, list[Any]]:
    """Return lists as one, with the length of each: a browser reads one long list sooner than many short ones."""
    return {"sizes": list(map(len, lists)), "flat": list(chain.from_iterable(lists))}


@cache
def third_party() -> dict[str, dict[str, str]]:
    """Return what a page holds that is not ours, with licence and hash."""
    text = (part("visualizations") / "third-party.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


@cache
def vis_script() -> str:
    """Return vis-network as pyvis carries it."""
    script = files("pyvis").joinpath(_VIS).read_bytes()
    if hashlib.sha256(script).hexdigest() != third_party()["vis-network"]["sha256"]:
        raise GraphkitError(
            "The vis-network in the installed pyvis is not the one graphkit knows; install pyvis 0.3.2."
        )
    text = re.sub(
        r"^//# sourceMappingURL=.*$", "", script.decode("utf-8"), flags=re.MULTILINE
    )  # that would be asked for
    return _closed(text.replace("\r\n", "\n"))


@cache
def viewer_script() -> str:
    """Return our own script: the modules of the viewer in one, their imports and exports taken off."""
    folder = part("visualizations") / "viewer"
    parts = [_module(name, (folder / f"{name}.js").read_text(encoding="utf-8")) for name in MODULES]
    return _closed("(() => {\n'use strict';\n" + "\n".join(parts) + "\n})();")


def _module(name: str, text: str) -> str:
    """Return a module as a function that gives its exports, so that all of them are one script."""
    text = re.sub(r"^import (\{[^}]*\}) from '\./(\w+)\.js';", r"const \1 = \2Module;", text, flags=re.MULTILINE)
    exports = re.findall(r"^export (?:async )?(?:const|function|class) (\w+)", text, flags=re.MULTILINE)
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    return f"const {name}Module = (() => {{\n{text}return {{ {', '.join(exports)} }};\n}})();"


def _closed(script: str) -> str:
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
