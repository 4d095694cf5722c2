/** Words of the demonstration: its mark, loading it, its sign-ins. */
export const demonstration = {
  'demonstration.mark': '演示数据：这里的机构、基金、捐赠和人名都是虚构的',
  'demonstration.offer': '平台还是空的。可以载入一座虚构的城市，看看用起来的样子。',
  'demonstration.load': '载入演示数据…',
  'demonstration.first_title': '这个平台将永远只是演示',
  'demonstration.first_text':
    '载入后不能撤回，也不能再登记真实的机构。要正式使用，须另用一个空目录（SHANJU_DATA）或空数据库重新开始；下次启动也要改用 npm run demo。只想看一看，在服务器上运行 npm run demo 即可，不会动到这里。',
  'demonstration.go_on': '我明白，继续',
  'demonstration.not_now': '暂不',
  'demonstration.second_title': '再次确认：变为演示平台？',
  'demonstration.second_text': '确认后，这里的数据库永远是演示。',
  'demonstration.confirm': '永远变为演示',
  'demonstration.filling': '正在载入演示数据',
  'demonstration.may_leave': '约需半分钟。可以离开此页，处理不会中断。',
  'demonstration.sign_ins': '演示人员的用户名和密码',
  'demonstration.sign_ins_lead': '可以换用其中任何一位登录，看看不同角色的工作。密码以载入时为准。',
  'demonstration.sign_ins_show': '查看',
  'demonstration.sign_ins_hide': '收起',
  'demonstration.password': '密码',
} as const
