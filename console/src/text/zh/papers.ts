/** Words of papers that are printed or written on in. */
export const papers = {
  'papers.menu': '打印与文稿',
  'papers.pdf': '（PDF，打印签字）',
  'papers.docx': '（DOCX，可修改）',
  'papers.minutes': '纪要',
  'papers.resolution': '决议',
  'papers.notice_docx': '通知（DOCX，可修改）',
  'papers.poster_a4': '海报（A4，带二维码）',
  'papers.poster_a3': '海报（A3，带二维码）',
}
