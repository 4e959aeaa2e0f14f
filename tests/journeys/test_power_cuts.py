"""The server dies in the middle; what was answered is still there when it comes back."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_an_answer_outlives_a_power_cut(browser, new_server):
    server = new_server()
    context = browser.new_context(base_url=server.url, locale="vi-VN")
    page = context.new_page()
    page.goto("/vi/start/student/11-14")
    page.locator("button[name=choice]").first.click()
    page.wait_for_url("**/attempts/**")
    answered = page.url

    server.kill()
    server.start()

    page.goto(answered)
    assert page.locator("main .explained").count() >= 1
    assert page.goto("/vi/my-learning").status == 200
    context.close()
