"""Whatever is pressed is large enough for a finger, or has room around it."""

import pytest

from tests.browser.test_everyone import PAGES, allow_missing

CHARTS = [
    "/layers/trade-partners/RUS",
    "/layers/oil-pipelines/cpc",
    "/layers/memberships/KAZ",
    "/layers/border-regions/KZ-59",
    "/?select=trade-partners/RUS",
    "/?select=memberships/KAZ",
]
LEAST_PX = 24
# WCAG 2.2, 2.5.8: by size, by spacing, inline in text, or drawn by the browser itself; marks of the
# map stand where they must, and the keyboard's and the table's ways lead to the same.
SMALL_TARGETS = """least => {
  const all = [...document.querySelectorAll('a, button, select, summary, input, label:has(input)')]
    .filter(node => node.checkVisibility({visibilityProperty: true}))
    .filter(node => !node.closest('.map__canvas'))
    .filter(node => !(node.matches('input') && node.closest('label')))
    .filter(node => !node.closest('.visually-hidden') && !node.matches('.skip'));
  const boxes = new Map(all.map(node => [node, node.getBoundingClientRect()]));
  const small = all.filter(node => boxes.get(node).width && Math.min(
    boxes.get(node).width, boxes.get(node).height) < least - 0.5);
  const isInText = node => node.matches('a') && getComputedStyle(node).display.startsWith('inline')
    && node.parentElement.matches('p, li, td, th, cite, span, dd, h1, h2, h3');
  const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
  const isNear = (one, other) => {
    const [x, y] = middle(boxes.get(one));
    const box = boxes.get(other);
    const isSmall = small.includes(other);
    const [across, down] = isSmall ? middle(box) : [
      Math.max(box.left, Math.min(x, box.right)), Math.max(box.top, Math.min(y, box.bottom))];
    return Math.hypot(across - x, down - y) < (isSmall ? least : least / 2);
  };
  return small.filter(node => !isInText(node))
    .filter(node => all.some(other => other !== node && !node.contains(other)
      && !other.contains(node) && boxes.get(other).width && isNear(node, other)))
    .map(node => `${node.tagName}.${node.className} ${node.textContent.trim().slice(0, 30)} `
      + `${Math.round(boxes.get(node).width)}x${Math.round(boxes.get(node).height)}`);
}"""


@pytest.mark.parametrize("address", PAGES + CHARTS)
@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_targets_have_24_px_or_room(open_page, address, width):
    """Every control is 24 px each way, stands alone in a circle of 24 px, or is text in a line."""
    allow_missing(open_page, address)
    page = open_page(address, viewport={"width": width, "height": 900})
    assert page.evaluate(SMALL_TARGETS, LEAST_PX) == []
