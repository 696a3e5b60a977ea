// The page's own words, in both languages, and its ways of writing times and sizes.

const zh = {
  tag: "zh-Hans",
  code: "zh-hans",
  other: "English",
  otherLabel: "Switch to English",
  brand: "沙盒",
  note: "本机上的 Telegram，消息不会离开这台电脑",
  people: "你是谁",
  chats: "聊天",
  bot: "机器人",
  group: "群组",
  offline: "连接断开，正在重连…",
  log: (name) => `与${name}的聊天记录`,
  placeholder: "输入消息",
  message: "消息",
  send: "发送",
  attach: "发送文件",
  menu: "命令菜单",
  drop: "松开鼠标，发送文件",
  start: "开始",
  empty: "这里还没有消息",
  emptyHint: (name) => `点「开始」，和${name}打个招呼。`,
  emptyGroup: "在群里 @ 机器人，它才会回答。",
  edited: "已编辑",
  reply: "回复",
  replyTo: (name) => `回复 ${name}`,
  cancelReply: "取消回复",
  newest: "回到最新消息",
  unread: (n) => `${n} 条未读`,
  more: "展开",
  less: "收起",
  spoiler: "隐藏的文字，点按显示",
  photo: "图片",
  enlarge: "放大图片",
  close: "关闭",
  file: "文件",
  download: (name, size) => `下载 ${name}，${size}`,
  ok: "好",
  me: "我",
  copied: "已复制",
  opens: "打开链接",
  unsupported: "这种消息在沙盒里看不到",
  unsupportedButton: "这种按钮在沙盒里用不了",
  failed: (why) => `没有成功：${why}`,
  refusals: {
    "the poll is closed": "投票已经结束",
    "you have voted already": "你已经投过票了",
    "this person has blocked the bot": "你已经停用了这个机器人",
    "this person is not in this chat": "你不在这个群里",
  },
  unreachable: "连不上沙盒，请看看它是否还在运行。",
  quiz: "测验",
  poll: "投票",
  anonymousQuiz: "匿名测验",
  anonymousPoll: "匿名投票",
  closedPoll: "已结束",
  vote: "投票",
  votes: (n) => (n ? `${n} 人已投票` : "还没有人投票"),
  right: "正确",
  wrong: "错误",
  chosen: "你的选择",
  explanation: "解析",
  joined: (names) => `${names} 加入了群组`,
  left: (name) => `${name} 离开了群组`,
  pinned: "置顶了一条消息",
  today: "今天",
  yesterday: "昨天",
  actions: {
    typing: "正在输入…",
    upload_document: "正在发送文件…",
    upload_photo: "正在发送图片…",
    choose_sticker: "正在挑选贴纸…",
  },
};

const en = {
  tag: "en",
  code: "en",
  other: "中文",
  otherLabel: "切换到中文",
  brand: "Sandbox",
  note: "A Telegram on this machine; no message leaves it",
  people: "Who you are",
  chats: "Chats",
  bot: "bot",
  group: "group",
  offline: "Connection lost, trying again…",
  log: (name) => `Chat with ${name}`,
  placeholder: "Message",
  message: "Message",
  send: "Send",
  attach: "Send a file",
  menu: "Commands",
  drop: "Drop to send",
  start: "Start",
  empty: "No messages here yet",
  emptyHint: (name) => `Press Start to say hello to ${name}.`,
  emptyGroup: "In a group the bot answers when it is mentioned.",
  edited: "edited",
  reply: "Reply",
  replyTo: (name) => `Reply to ${name}`,
  cancelReply: "Cancel the reply",
  newest: "To the newest message",
  unread: (n) => `${n} unread`,
  more: "Show more",
  less: "Show less",
  spoiler: "Hidden text, press to show",
  photo: "Photo",
  enlarge: "Enlarge the photo",
  close: "Close",
  file: "File",
  download: (name, size) => `Download ${name}, ${size}`,
  ok: "OK",
  me: "Me",
  copied: "Copied",
  opens: "Opens a link",
  unsupported: "The sandbox cannot show this kind of message",
  unsupportedButton: "This kind of button does nothing in the sandbox",
  failed: (why) => `That did not work: ${why}`,
  refusals: {},
  unreachable: "The sandbox cannot be reached. Is it still running?",
  quiz: "Quiz",
  poll: "Poll",
  anonymousQuiz: "Anonymous quiz",
  anonymousPoll: "Anonymous poll",
  closedPoll: "closed",
  vote: "Vote",
  votes: (n) => (n ? `${n} ${n === 1 ? "vote" : "votes"}` : "No votes yet"),
  right: "Right",
  wrong: "Wrong",
  chosen: "Your choice",
  explanation: "Explanation",
  joined: (names) => `${names} joined the group`,
  left: (name) => `${name} left the group`,
  pinned: "A message was pinned",
  today: "Today",
  yesterday: "Yesterday",
  actions: {
    typing: "typing…",
    upload_document: "sending a file…",
    upload_photo: "sending a photo…",
    choose_sticker: "choosing a sticker…",
  },
};

/** Chinese unless the person's language says otherwise. */
export const wordsFor = (code) => (!code || code.toLowerCase().startsWith("zh") ? zh : en);

export const otherWords = (words) => (words === zh ? en : zh);

const formats = new Map();

/** Intl's formats are slow to make and quick to use. */
function format(words, options) {
  const name = words.tag + JSON.stringify(options);
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(words.tag, options));
  return formats.get(name);
}

/** Dates are in seconds since 1970, as Telegram counts. */
export const timeOf = (date, words) =>
  format(words, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date * 1000);

export const sameDay = (a, b) => new Date(a * 1000).toDateString() === new Date(b * 1000).toDateString();

export function dayOf(date, words) {
  const now = new Date();
  if (sameDay(date, now / 1000)) return words.today;
  if (sameDay(date, new Date(now).setDate(now.getDate() - 1) / 1000)) return words.yesterday;
  const year = new Date(date * 1000).getFullYear() === now.getFullYear() ? undefined : "numeric";
  return format(words, { year, month: "long", day: "numeric" }).format(date * 1000);
}

export function sizeOf(bytes = 0) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const nameOf = (who) => [who.first_name, who.last_name].filter(Boolean).join(" ");
