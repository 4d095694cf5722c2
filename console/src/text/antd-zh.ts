import 'dayjs/locale/zh-cn'
import zhCN from 'antd/es/locale/zh_CN'

export { zhCN }
