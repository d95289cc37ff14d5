"""Where the browser finds our scripts: ES modules below an address that names their content, so that it may keep them
for good and a new version is never mixed with an old one."""

from functools import cache
from hashlib import blake2b

from ems_dashboard.screen.theme import ASSETS

SCRIPTS = ASSETS / "scripts"


@cache
def version() -> str:
    """One for all scripts, because one imports another."""
    contents = (path.read_bytes() for path in sorted(SCRIPTS.glob("*.js")))
    return blake2b(b"".join(contents), digest_size=6).hexdigest()


def address_of(name: str) -> str:
    return f"/assets/{version()}/scripts/{name}"


def component(name: str) -> str:
    """The script of a Streamlit component that is the module. Streamlit takes it as a text at no address, from which
    nothing can be imported by a relative one; a network that fails is asked again, because what failed here would fail
    for as long as the page is open."""
    return LOADER.replace("ADDRESS", address_of(name))


LOADER = """const address = location.origin + "ADDRESS";
let module = null;
for (let tries = 0; !module; tries += 1) {
  try {
    module = await import(tries ? `${address}?${tries}` : address);
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
export default module.default;
"""
