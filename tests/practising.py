"""How somebody in a story goes through a run, right or wrong on purpose."""

from questions.question import LETTERS, Kind


async def answers(company, player, rights):
    """Go through a run of all banks, answering right or wrong as `rights` says."""
    await player.types("/practice")
    await player.hears("选一个题库")
    await player.presses("全部题库")
    for seq, right in enumerate(rights, 1):
        await player.hears(f"第 {seq}/10 题")
        await answer(company, player, right)
        await player.hears("回答正确" if right else "正确答案")
        if seq < len(rights):
            await player.presses("下一题")


async def answer(company, player, right):
    asked = await company.stands_before(player)
    question = asked.question
    if question.kind.is_typed:
        known = "；".join(wordings[0] for wordings in question.accepted)
        await player.types(known if right else "不知道")
        return
    own = question.right if right else {min(set(range(question.width)) - question.right)}
    if question.kind is Kind.TRUE_FALSE:
        await player.presses("对" if own == {0} else "错")
        return
    letters = [LETTERS[asked.shuffle.index(place)] for place in own]
    for letter in letters:
        await player.presses(letter)
    if question.kind is Kind.MULTIPLE:
        await player.presses("提交")
