"""What the page shows while answers and news cross each other on the line."""

from playwright.async_api import expect

from tests.sandbox.pages.conftest import GROUP, YANG, column


async def test_words_told_while_an_older_answer_is_on_its_way_stay(visitor, stage, fake_bot):
    page = await visitor.open()
    said = column(page, "micro_grid").locator(".words", has_text="快递放门口了")

    before = []

    async def answer_of_before(route):
        if not before:
            before.append(await route.fetch())
            await stage.post("/people/say", user=YANG, chat=GROUP, text="快递放门口了")
            await expect(said).to_be_visible()
        await route.fulfill(response=before[0])

    await page.route(f"**/people/messages?chat={GROUP}*", answer_of_before)
    async with page.expect_response(f"**/people/messages?chat={GROUP}*"):
        await page.evaluate("() => import('./js/store.js').then((store) => store.tell('reload'))")
    await page.evaluate("() => import('./js/store.js').then(({ chosenChat, open }) => open(chosenChat('micro_grid')))")
    await page.evaluate("() => new Promise(requestAnimationFrame)")
    await expect(said).to_be_visible(timeout=1000)


async def test_words_said_while_the_stream_was_broken_are_loaded_when_it_opens(visitor, stage, fake_bot):
    page = await visitor.open()
    await page.context.set_offline(True)
    await stage.post("/people/say", user=YANG, chat=GROUP, text="快递放门口了")
    await page.context.set_offline(False)
    await page.evaluate("() => import('./js/live.js').then((live) => live.listen())")
    await expect(column(page, "micro_grid").locator(".words", has_text="快递放门口了")).to_be_visible()
