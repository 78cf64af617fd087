import re
from concurrent.futures import ThreadPoolExecutor

from starlette.testclient import TestClient

from assistant.web.texts import LANGUAGES, texts


def test_the_page_is_sent_in_every_language_of_the_interface(site: TestClient) -> None:
    translations = site.get("/config").json()["i18n_translations"]
    assert {language: translations[language]["ask"] for language in LANGUAGES} == {
        language: texts(language)["ask"] for language in LANGUAGES
    }


def test_the_record_is_read_by_several_readers_at_once(demo_site: TestClient) -> None:
    links = re.findall(r'<a href="(vp-\d+)"', demo_site.get("/record/").text)
    with ThreadPoolExecutor(4) as pool:
        responses = list(pool.map(lambda link: demo_site.get(f"/record/{link}").status_code, links * 3))
    assert responses == [200] * 51
