"""The page in a real browser, from the wheel that users install, with the network cable out."""

import base64
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import invented
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dateline.store import open_store

# One worker builds the wheel and keeps the browser (pytest --dist loadgroup).
pytestmark = pytest.mark.xdist_group("page")

ROOT = Path(__file__).parents[1]
CHROMIUM_FLAGS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # No name but that of this machine is found: what the page fetched elsewhere would fail.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
MAP_SCRIPT = "/assets/globe-"
DRAW_MS = 60_000
"""Software drawing on a busy machine takes its time."""
expect.set_options(timeout=20_000)


# ── what is tested ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked: page and code as users get them."""
    built, site = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    return site


def environment(installed: Path) -> dict[str, str]:
    """That of a process that finds dateline in the wheel and not in the sources."""
    return {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}


@contextmanager
def serving(installed: Path, store: Path) -> Iterator[str]:
    """The address of `dateline serve`, run from the wheel in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "0"],
        env=environment(installed), cwd=store.parent,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert server.stdout
    try:
        said = server.stdout.readline()
        assert "http://127.0.0.1:" in said, said + (server.stdout.read() if server.poll() is not None else "")
        yield next(word for word in said.split() if word.startswith("http"))
    finally:
        server.terminate()
        server.communicate(timeout=10)


@pytest.fixture(scope="module")
def home(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("invented") / "invented.db"
    with open_store(path, create=True) as store:
        for reading in invented.readings():
            store.add(reading)
        store.refresh_events()
    with serving(installed, path) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("The page is tested in Chromium, which is not on the PATH. Run: sh tests/needs.sh")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


@dataclass
class Tab:
    """A page under watch: all that goes wrong in it is written down."""

    page: Page
    home: str
    allowed: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        page = self.page
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("requestfailed", lambda request: self._fail(request.url, request.failure))
        page.on("response", lambda answer: self._answer(answer.status, answer.url))
        page.on("request", lambda request: self._ask(request.url))
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " (it) => console.error(`CSP ${it.violatedDirective} ${it.blockedURI}`))"
        )

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "GPU stall" not in text and "Failed to load resource" not in text:
            self.wrong.append(f"{kind}: {text}")

    def _fail(self, url: str, failure: str | None) -> None:
        # A newer question takes the place of an older one.
        if failure != "net::ERR_ABORTED" and MAP_SCRIPT not in url:
            self.wrong.append(f"failed: {url} {failure}")

    def _answer(self, status: int, url: str) -> None:
        if status >= 400 and status not in self.allowed:
            self.wrong.append(f"{status}: {url}")

    def _ask(self, url: str) -> None:
        if not url.startswith((self.home, "blob:", "data:")):
            self.wrong.append(f"asked elsewhere: {url}")

    def leave_out_map(self) -> None:
        """Drawing is most of the work, and what is no matter of the map is tested without it."""
        self.page.route(lambda url: MAP_SCRIPT in url, lambda route: route.abort())

    def go(self, address: str = "") -> Page:
        self.page.goto(self.home + address)
        expect(self.page.locator(".total")).to_contain_text("event")
        return self.page

    @property
    def asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window for all tabs: what is fetched once is kept."""
    with browser.new_context() as opened:
        yield opened


@pytest.fixture
def open_tab(window: BrowserContext, home: str) -> Iterator[Callable[..., Tab]]:
    tabs: list[Tab] = []

    def open_one(*, width: int = 1440, height: int = 900, dark: bool = False, at: str = home) -> Tab:
        page = window.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        tab = Tab(page, at)
        tab.watch()
        tabs.append(tab)
        return tab

    yield open_one
    for tab in tabs:
        if not tab.page.is_closed():
            tab.page.close()
    assert [fault for tab in tabs for fault in tab.wrong] == []


@pytest.fixture
def tab(open_tab: Callable[..., Tab]) -> Tab:
    return open_tab()


@pytest.fixture
def mapless(open_tab: Callable[..., Tab]) -> Tab:
    tab = open_tab()
    tab.leave_out_map()
    return tab


def event_of(tab: Tab, claim: str) -> str:
    """Id of the event that rests on this claim."""
    events = tab.page.request.get(tab.home + "api/events").json()["items"]
    return next(str(event["id"]) for event in events if claim in event["claims"])


def expect_in_view(page: Page, selector: str) -> None:
    """Is the element on the screen, and nothing above it?"""
    expect(page.locator(selector).first).to_be_in_viewport()
    on_top = """(selector) => {
        const mark = document.querySelector(selector);
        const {left, top, height} = mark.getClientRects()[0];
        return mark.contains(document.elementFromPoint(left + 3, top + height / 2));
    }"""
    page.wait_for_function(on_top, arg=selector)


# ── tests ────────────────────────────────────────────────────────────────────────────────


def test_the_code_and_page_tested_are_those_of_the_wheel(installed: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import dateline.api.pages as p; print(p.BUILT_PAGE)"],
        env=environment(installed),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    page = Path(where.stdout.strip())
    assert page.is_relative_to(installed)
    assert (page / "index.html").is_file()
    assert (page / "licences.txt").is_file()


COUNT_COLOURS = """async (png) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const brush = canvas.getContext("2d");
    brush.drawImage(image, 0, 0);
    const seen = new Set();
    const bytes = brush.getImageData(0, 0, image.width, image.height).data;
    for (let at = 0; at < bytes.length; at += 4)
        seen.add((bytes[at] >> 4) + " " + (bytes[at + 1] >> 4) + " " + (bytes[at + 2] >> 4));
    return seen.size;
}"""


def test_the_map_is_drawn_with_land_marks_and_names(tab: Tab) -> None:
    page = tab.go("?on=2031-03-05")
    expect(page.locator(".frame")).to_have_attribute("data-drawn", "yes", timeout=DRAW_MS)
    for hidden in (".legend", ".zoom", ".statement"):
        page.locator(f".map {hidden}").evaluate("(part) => part.style.setProperty('visibility', 'hidden')")
    picture = page.locator(".map canvas").screenshot()
    # An empty map is one colour, land and sea are three or four; dots, squares and letters make more.
    assert page.evaluate(COUNT_COLOURS, base64.b64encode(picture).decode()) > 12


def test_the_map_says_that_it_is_no_statement_on_borders(tab: Tab) -> None:
    expect(tab.go().locator(".statement")).to_contain_text("no statement on borders")


def test_a_click_on_an_event_opens_the_report_at_the_evidence(tab: Tab) -> None:
    page = tab.go()
    page.locator(f"[data-event='{event_of(tab, 'c-plan')}']").click()
    expect(page.locator(".panel h2")).to_contain_text("Qasrin")
    page.get_by_role("button", name="Read it in the report").click()
    expect(page.locator("mark.chosen").first).to_contain_text("The army")
    expect_in_view(page, "mark.chosen")
    assert "".join(page.locator("mark.chosen").all_text_contents()) == (
        "The army will defend Qasrin, President Odan said."
    )


def test_the_event_names_its_independent_sources_and_both_sides(mapless: Tab) -> None:
    page = mapless.go(f"?event={event_of(mapless, 'c-take')}")
    panel = page.locator(".panel")
    expect(panel.locator(".status")).to_have_text("Contested")
    expect(panel.locator(".backing")).to_contain_text("rests on one source, told by 3 reports")
    expect(panel.locator(".sides > div")).to_have_count(2)
    expect(panel.locator(".chain", has_text="the Sample Wire was told by three officials")).to_be_visible()
    expect(panel.locator(".chain", has_text="the defence ministry denies that")).to_be_visible()


def test_the_report_marks_who_where_when_and_who_says_so_differently(mapless: Tab) -> None:
    page = mapless.go("?report=wire-1&claim=c-take")
    styles = {
        layer: page.locator(f".text .{layer}").first.evaluate(
            "(it) => getComputedStyle(it).textDecorationStyle"
        )
        for layer in ("actor", "place", "time", "voice", "figure")
    }
    assert len(set(styles.values())) == len(styles)
    expect(page.locator(".text .trigger", has_text="took")).to_be_visible()
    expect(page.locator(".notes")).to_contain_text("91 in 100")
    expect(page.locator(".notes")).to_contain_text("“took” is a word for CONTROL")


def test_the_address_holds_the_whole_state(mapless: Tab) -> None:
    page = mapless.go("?kind=CONTROL&on=2031-03-05&as=known&since=2031-03-01&until=2031-03-06&q=Amara")
    address = page.url
    rows = page.locator("[data-event]").all_text_contents()
    assert rows
    page.reload()
    expect(page.locator(".total")).to_contain_text("event")
    assert page.url == address
    assert page.locator("[data-event]").all_text_contents() == rows
    expect(page.locator(".bar h2")).to_have_text("Wednesday 5 March 2031")
    expect(page.get_by_role("button", name="As it was known")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("searchbox")).to_have_value("Amara")


def test_back_and_forward_go_through_what_was_shown(tab: Tab) -> None:
    page = tab.go()
    event = event_of(tab, "c-take")
    page.locator(f"[data-event='{event}']").click()
    page.locator(".panel .read").first.click()
    expect(page.locator(".reader")).to_be_visible()
    page.go_back()
    expect(page.locator(".reader")).to_have_count(0)
    expect(page.locator(".panel")).to_be_visible()
    page.go_back()
    expect(page.locator(".panel")).to_have_count(0)
    page.go_forward()
    page.go_forward()
    expect(page.locator(".reader")).to_be_visible()
    assert tab.asked["event"] == [event]


def focused(page: Page, what: str) -> object:
    return page.evaluate(f"() => document.activeElement?.{what}")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by the Tab key")


def test_the_whole_way_can_be_gone_by_keyboard(mapless: Tab) -> None:
    page = mapless.go()
    page.keyboard.press("/")
    page.keyboard.type("defend")
    expect(page.locator(".total")).to_have_text("1 event")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".panel h2")).to_be_focused()
    tab_to(page, ".read")
    page.keyboard.press("Enter")
    expect(page.locator("[data-opens='c-plan']")).to_be_focused()
    expect_in_view(page, "mark.chosen")
    page.keyboard.press("n")
    expect(page.locator("[data-opens='c-talks']")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".reader")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    assert mapless.asked == {"q": ["defend"]}


def test_arrow_keys_walk_the_list(mapless: Tab) -> None:
    page = mapless.go()
    rows = [row.get_attribute("data-event") for row in page.locator("[data-event]").all()]
    tab_to(page, "[data-event]")
    for key, at in (("Home", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", len(rows) - 1)):
        page.keyboard.press(key)
        assert focused(page, "dataset.event") == rows[at]


def test_brackets_walk_the_days_and_sliders_take_arrow_keys(mapless: Tab) -> None:
    page = mapless.go("?on=2031-03-05")
    heading = page.locator(".bar h2")
    page.keyboard.press("[")
    expect(heading).to_have_text("Tuesday 4 March 2031")
    page.keyboard.press("]")
    expect(heading).to_have_text("Wednesday 5 March 2031")
    page.get_by_role("slider", name="First day of the chosen span").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert mapless.asked["since"] == ["2031-03-06"]
    page.get_by_role("slider", name="Day of the situation").last.focus()
    page.keyboard.press("Home")
    assert mapless.asked["on"] == ["2031-03-04"]


def test_help_opens_and_closes_by_key(mapless: Tab) -> None:
    page = mapless.go()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_facet_narrows_the_list_and_can_be_taken_away(mapless: Tab) -> None:
    page = mapless.go()
    page.locator("summary", has_text="Kind").click()
    every = page.locator("[data-event]").count()
    page.locator("details[open] button", has_text="Control").click()
    expect(page.locator("[data-event] .kind", has_not_text="Control")).to_have_count(0)
    assert 0 < page.locator("[data-event]").count() < every
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove Control").click()
    expect(page.locator("[data-event]")).to_have_count(every)


def test_a_drag_on_the_time_line_chooses_a_span_and_a_click_a_day(tab: Tab) -> None:
    page = tab.go()
    plot = page.locator(".line svg")
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 30, steps=5)
    page.mouse.up()
    expect(page.get_by_role("button", name="All days")).to_be_visible()
    assert "2031-03-04" < tab.asked["since"][0] < tab.asked["until"][0]
    page.get_by_role("button", name="All days").click()
    expect(page.get_by_role("button", name="All days")).to_be_hidden()
    page.mouse.click(box["x"] + 30, box["y"] + 40)
    expect(page).to_have_url(re.compile("on="))
    assert tab.asked == {"on": ["2031-03-04"]}


def test_what_was_known_leaves_out_what_was_told_later(tab: Tab) -> None:
    page = tab.go("?on=2031-03-04")
    everything = page.locator("[data-event]").count()
    page.get_by_role("button", name="As it was known").click()
    expect(page.locator(".known")).to_be_visible()
    expect(page.locator("[data-event]")).not_to_have_count(everything)
    told = page.request.get(f"{tab.home}api/events?known_by=2031-03-04").json()["total"]
    expect(page.locator("[data-event]")).to_have_count(told)


def test_the_situation_is_told_in_words_too(mapless: Tab) -> None:
    page = mapless.go("?on=2031-03-05")
    page.get_by_role("button", name="In words").click()
    panel = page.get_by_role("complementary", name="The situation in words")
    expect(panel.locator("h2")).to_have_text("Wednesday 5 March 2031")
    expect(panel.locator(".holder li", has_text="Tel Amara")).to_contain_text("rests on one source")
    expect(panel.locator("li", has_text="to Port Selin")).to_contain_text("from Tel Amara")
    panel.get_by_role("button", name="Tel Amara", exact=True).click()
    expect(page.locator(".panel h2")).to_contain_text("Tel Amara")
    assert mapless.asked["event"] == [event_of(mapless, "c-take")]
    page.keyboard.press("Escape")
    expect(panel).to_be_visible()


def test_the_demo_tells_its_story(installed: Path, tmp_path: Path, open_tab: Callable[..., Tab]) -> None:
    """The bundled reports, read by the wheel, without knowing how well they are read."""
    store, bundled = tmp_path / "demo.db", installed / "dateline" / "demo"
    read = subprocess.run(
        [sys.executable, "-m", "dateline", "add", str(bundled), "--store", str(store)],
        env=environment(installed), cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert read.returncode == 0, read.stdout + read.stderr
    with serving(installed, store) as address:
        tab = open_tab(at=address)
        page = tab.go("?on=2024-12-07&words=yes")
        panel = page.get_by_role("complementary", name="The situation in words")
        expect(panel.locator(".holder", has_text="Hama")).to_be_visible()
        expect(panel.locator(".holder").first).to_contain_text("since")
        expect(page.locator(".frame")).to_have_attribute("data-drawn", "yes", timeout=DRAW_MS)
        expect(page.locator("[data-event]", has_text="rests on one source").first).to_be_visible()
        tab.page.close()


def test_the_docs_explain_every_parameter_of_the_address() -> None:
    code = (ROOT / "web/src/lib/address.ts").read_text(encoding="utf-8")
    code = code[code.index("export function formatView") : code.index("return query")]
    names = set(re.findall(r'"([a-z]+)"', code)) - {"known", "yes", "list"}
    assert "claim" in names
    docs = (ROOT / "docs/page.md").read_text(encoding="utf-8")
    table = docs[docs.index("| Parameter |") :]
    assert {name for name in names if f"`{name}`" not in table} == set()


def test_hostile_text_stays_text(mapless: Tab) -> None:
    page = mapless.go("?report=gazette%2F1%3Fx%3D%3Cb%3E%26y&claim=c-talks")
    text = page.locator(".text")
    expect(text.locator("h2")).to_have_text(invented.HOSTILE.title or "")
    expect(text).to_contain_text('<img src=x onerror="window.broken = 2">')
    expect(text).to_contain_text("</mark></p><style>body{display:none}</style>")
    expect(text.locator(".outlet b")).to_have_text("Mock Gazette & <b>Sons</b>")
    assert text.locator("script, img, style, iframe, b b").count() == 0
    assert page.evaluate("() => typeof window.broken") == "undefined"
    assert page.title() == f"{invented.HOSTILE.title} – dateline"
    # Offsets count characters: the dove before this claim is two units of a JavaScript string.
    page.locator("[data-opens='c-flight']").click()
    shown = "".join(page.locator("mark.chosen").all_text_contents())
    assert shown == "Families fled from Qasrin through the Ashen Steppe to Norva."


def test_where_the_map_cannot_be_drawn_the_list_does_and_the_page_says_so(mapless: Tab) -> None:
    page = mapless.go()
    expect(page.locator(".map [role=alert]")).to_contain_text("The list holds all that it shows")
    page.locator("[data-event]").first.click()
    expect(page.locator(".panel h2")).to_be_visible()


def test_an_unknown_event_is_told_in_words(mapless: Tab) -> None:
    mapless.allowed.add(404)
    expect(mapless.go("?event=none").locator(".panel [role=alert]")).to_contain_text(
        "There is no event 'none'"
    )


STEP = "(view) => { history.pushState(null, '', view); dispatchEvent(new Event('popstate')); }"


def walk(tab: Tab) -> Iterator[Page]:
    """The map, the list, an event, a report: each shown in turn."""
    event = event_of(tab, "c-take")
    page = tab.go()
    yield page
    for view, shown in (
        ("?pane=list", ".list"),
        (f"?event={event}&pane=list", ".panel .status"),
        (f"?event={event}&report=wire-1&claim=c-take", "mark.chosen"),
    ):
        page.evaluate(
            "(view) => { history.pushState(null, '', view); dispatchEvent(new Event('popstate')); }", view
        )
        expect_in_view(page, shown)
        yield page


def test_a_phone_shows_all_of_it_without_scrolling_sideways(open_tab: Callable[..., Tab]) -> None:
    wide = """() => [...document.querySelectorAll("body *")]
        .filter((part) => part.checkVisibility({visibilityProperty: true}))
        .filter((part) => !part.closest("svg, .maplibregl-map, .hidden, .skip"))
        .filter((part) => part.getBoundingClientRect().right > 361)
        .map((part) => part.className || part.tagName)"""
    for page in walk(open_tab(width=360, height=740)):
        assert page.evaluate(wide) == [], page.url
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360


FAINT = """() => {
    const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const ground = (part) => {
        for (let at = part; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (colour.startsWith("rgb") && (numbers(colour)[3] ?? 1) > 0.9) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const faint = [];
    for (const part of document.querySelectorAll("body *")) {
        const own = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!own || part.closest("svg, .hidden, .skip, noscript, :disabled, .maplibregl-map")) continue;
        if (!part.checkVisibility({visibilityProperty: true})) continue;
        const style = getComputedStyle(part);
        const one = light(numbers(style.color)), other = light(numbers(ground(part)));
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
        const least = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
        if (ratio < least) faint.push(`${part.className || part.tagName}: ${ratio.toFixed(2)}`);
    }
    return [...new Set(faint)];
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_text_has_the_contrast_of_wcag_aa(open_tab: Callable[..., Tab], dark: bool) -> None:
    tab = open_tab(dark=dark)
    tab.leave_out_map()
    for page in walk(tab):
        assert page.evaluate(FAINT) == [], page.url


def test_every_control_has_a_name_and_shows_its_focus(mapless: Tab) -> None:
    page = mapless.go(f"?event={event_of(mapless, 'c-take')}")
    nameless = """() => [...document.querySelectorAll("button, input, summary, a, [role=slider]")]
        .filter((part) => part.checkVisibility() && !part.labels?.length)
        .filter((part) => !part.getAttribute("aria-label") && !part.textContent.trim())
        .map((part) => part.outerHTML.slice(0, 80))"""
    assert page.evaluate(nameless) == []
    outline = """() => {
        const part = document.activeElement, style = getComputedStyle(part);
        const grip = part.querySelector(".grip");
        return style.outlineStyle !== "none" || (grip && getComputedStyle(grip).stroke !== "none");
    }"""
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page, "tagName") == "BODY":  # after the last one comes the browser's own frame
            continue
        assert page.evaluate(outline), focused(page, "outerHTML.slice(0, 80)")
