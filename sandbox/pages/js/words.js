// What the page itself says, in Chinese and English. What the bot says comes from the bot.

const WORDS = {
  zh: {
    subtitle: "五级群聊，一座塔", time: "业务时间", businessTime: "业务时间", plus15m: "+15 分钟", plus4h: "+4 小时", nextMorning: "次日早上",
    openConsole: "打开管理台", scene: "剧本", tiers: "层级", stop: "停止", iAm: "我是", choosePerson: "选择身份", otherLanguage: "EN", otherLanguageLong: "English",
    dark: "深色", light: "浅色", hq: "总群", street: "街道", community: "社区", grid: "网格", micro_grid: "微网格", other: "其他", private: "私聊",
    chooseChat: "选择{tier}的群", people: "{count} 人", empty: "这里还没有人说话", write: "说点什么…", send: "发送", attach: "附件", more: "更多操作",
    photoFile: "照片…", sample: "样例照片", sample_leak: "漏水", sample_mended: "修好了", sample_lamp: "路灯不亮", sample_rubbish: "垃圾满溢",
    voice: "一段语音", place: "我的位置", reply: "回复", edit: "修改", remove: "删除", cancel: "取消", save: "保存", replyingTo: "回复 {name}",
    editing: "修改自己的话", edited: "已编辑", pinned: "置顶", notHere: "{name} 不在这个群里", speakAs: "换成群里的人说话", forwarded: "转发自 {name}", forward: "转发", forwardTo: "转发到哪里？", forwardedTo: "已转发到 {chat}",
    privateOf: "{name} 与机器人的私聊", pressStart: "点“开始”与机器人对话", start: "开始", blocked: "已停用机器人", startFirst: "{name} 还没有点“开始”",
    payload: "深链参数（可不填）", payloadHint: "例如扫楼道二维码：u_单元代码", noAnswer: "机器人没有回应", noBot: "机器人还没有来，正在等它……页面会自己接上。",
    noTown: "还没有群。用 make demo 启动，或等它布置好。", lost: "与沙盒的连接断了，正在重新连接……", find: "找人：姓名或身份", nobody: "没有这个人",
    residents: "居民", window: "在新窗口中打开", close: "关闭", ok: "知道了", opens: "打开链接", moved: "时间走到 {time}", moving: "时间正在走……",
    play: "看一场戏：{title}", idle: "试试看：选一个身份，在他的群里说一句平常的话。或者先看一场戏，大约一分钟。", ended: "戏演完了，舞台归您。试着用另一个身份接着办下去。",
    stopped: "戏停了，舞台归您。", late: "第 {step} 步没有等到：{why}", stepOf: "{step} / {of}", newBelow: "↓ 新消息", joined: "{names} 进群", left: "{name} 离开了群",
    pinnedOne: "{name} 置顶了一条消息", renamed: "群名改为“{title}”", founded: "群建好了", migrated: "群升级为超级群", happened: "群有变动", file: "文件",
    voiceOf: "语音 {seconds} 秒", here: "位置", album: "{count} 张照片", photo: "照片", newMessages: "{count} 条新消息", follow: "看 {name} 的私聊",
    about_hq: "区网格办和各街道的指挥室。下面办不成的，最后到这里。", about_street: "街道指挥室和各社区书记。", about_community: "社区书记和各网格长。每天在办什么，一条消息看完。",
    about_grid: "网格长、网格员和微网格长。活在这里接：接单、完成、通过。", about_micro_grid: "微网格长和邻居们。平常说话就行，机器人自己听出要办的事。", about_private: "悄悄告诉机器人，也在这里收到办理的消息。", about_other: "",
    role_hq_office: "区网格办", role_street_command: "街道指挥室", role_community_secretary: "社区书记", role_grid_head: "网格长", role_grid_worker: "网格员",
    role_part_time_worker: "兼职网格员", role_department: "部门", role_mediator: "调解员", role_micro_grid_leader: "微网格长", role_resident: "居民", role_other: "其他人",
  },
  en: {
    subtitle: "five tiers of chats, one pagoda", time: "Business time", businessTime: "business time", plus15m: "+15 min", plus4h: "+4 h", nextMorning: "Next morning",
    openConsole: "Open console", scene: "Scene", tiers: "Tiers", stop: "Stop", iAm: "I am", choosePerson: "Choose who you are", otherLanguage: "中文", otherLanguageLong: "中文",
    dark: "Dark", light: "Light", hq: "Head office", street: "Street", community: "Community", grid: "Grid", micro_grid: "Micro-grid", other: "Other", private: "Private",
    chooseChat: "Choose a chat: {tier}", people: "{count} people", empty: "Nobody has spoken here yet", write: "Message…", send: "Send", attach: "Attach", more: "More",
    photoFile: "Photo…", sample: "Sample photo", sample_leak: "leak", sample_mended: "mended", sample_lamp: "dead lamp", sample_rubbish: "full bin",
    voice: "Voice note", place: "My place", reply: "Reply", edit: "Edit", remove: "Delete", cancel: "Cancel", save: "Save", replyingTo: "Reply to {name}",
    editing: "Edit own message", edited: "edited", pinned: "pinned", notHere: "{name} is not in this chat", speakAs: "Speak as a member", forwarded: "Forwarded from {name}", forward: "Forward", forwardTo: "Forward to which chat?", forwardedTo: "Forwarded to {chat}",
    privateOf: "{name} and the bot, in private", pressStart: "Press Start to talk to the bot", start: "Start", blocked: "The bot is blocked", startFirst: "{name} has not pressed Start",
    payload: "Deep link payload (optional)", payloadHint: "as from the QR in a stairwell: u_UNIT", noAnswer: "The bot did not answer", noBot: "The bot is not here yet. Waiting; the page will join it by itself.",
    noTown: "There are no chats yet. Start with make demo, or wait until it is ready.", lost: "Lost the sandbox, connecting again…", find: "Find by name or role", nobody: "Nobody like that",
    residents: "residents", window: "open in a new window", close: "Close", ok: "OK", opens: "Open link", moved: "It is {time} now", moving: "Time is moving…",
    play: "Watch: {title}", idle: "Choose who you are and say something ordinary in one of their chats. Or watch a scene first, about a minute.", ended: "The scene is over, the stage is yours. Go on as somebody else.",
    stopped: "The scene was stopped, the stage is yours.", late: "Step {step} did not see: {why}", stepOf: "{step} / {of}", newBelow: "↓ new", joined: "{names} joined", left: "{name} left",
    pinnedOne: "{name} pinned a message", renamed: "The group is “{title}” now", founded: "The group was founded", migrated: "The group became a supergroup", happened: "The group changed", file: "File",
    voiceOf: "Voice, {seconds} s", here: "Place", album: "{count} photos", photo: "Photo", newMessages: "{count} new messages", follow: "Private chat of {name}",
    about_hq: "The head office and the streets' commands. What nobody below finished ends here.", about_street: "The street's command and the community secretaries.", about_community: "The secretary and the grid heads. One message shows all that is in hand.",
    about_grid: "Grid head, grid workers and micro-grid leaders. Work is taken here: 接单, 完成, 通过.", about_micro_grid: "A leader and the neighbours. They just talk; the bot hears what must be done.", about_private: "Tell the bot quietly, and hear here what became of it.", about_other: "",
    role_hq_office: "Head office", role_street_command: "Street command", role_community_secretary: "Community secretary", role_grid_head: "Grid head", role_grid_worker: "Grid worker",
    role_part_time_worker: "Part-time worker", role_department: "Department", role_mediator: "Mediator", role_micro_grid_leader: "Micro-grid leader", role_resident: "Resident", role_other: "Others",
  },
};

let language = "zh";

export const spoken = () => language;

/** Speak zh or en from now on; everything marked data-t or data-label follows. */
export function speak(wanted) {
  language = wanted === "en" ? "en" : "zh";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
}

/** A sentence with its values. */
export function t(key, values = {}) {
  const sentence = WORDS[language][key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const SHANGHAI = "Asia/Shanghai";
const formats = new Map();

function format(name, options) {
  const key = `${language} ${name}`;
  if (!formats.has(key)) {
    const locale = language === "zh" ? "zh-CN" : "en-GB";
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: SHANGHAI, hourCycle: "h23", ...options }));
  }
  return formats.get(key);
}

/** "08:15" of a Date. */
export const hours = (date) => format("hours", { hour: "2-digit", minute: "2-digit" }).format(date);
/** "11月22日 周日". */
export const day = (date) => format("day", { month: "short", day: "numeric", weekday: "short" }).format(date);
/** The two together. */
export const moment = (date) => `${day(date)} ${hours(date)}`;
