"""What no portal takes: an entry of the menu that leads nowhere."""

from portal.accounts.menu import MenuEntry, MenuSection
from portal.core.manifests import Manifest

MANIFEST = Manifest(menu_entries=[MenuEntry("Thử", "nowhere:list", "house", MenuSection.MENU, place=99)])
