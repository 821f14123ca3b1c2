// Files to attach, made here so that nothing binary lies in the repository.
import { Buffer } from 'node:buffer'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const file = (name, mimeType, buffer) => ({ name, mimeType, buffer })

/** One empty page. */
export function pdf(name) {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>']
  let text = '%PDF-1.4\n'
  let rows = '0000000000 65535 f \n'
  objects.forEach((object, index) => {
    rows += `${String(text.length).padStart(10, '0')} 00000 n \n`
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
  })
  const at = text.length
  text += `xref\n0 ${objects.length + 1}\n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return file(name, 'application/pdf', Buffer.from(text, 'latin1'))
}

/** A Windows program that is called a PDF. */
export function exeNamedPdf(name) {
  const bytes = Buffer.alloc(1024)
  bytes.write('MZ', 0, 'latin1')
  bytes.writeUInt32LE(0x80, 0x3c)
  bytes.write('PE\0\0', 0x80, 'latin1')
  return file(name, 'application/pdf', bytes)
}

/** A Word document with this text. */
export function docx(name, text) {
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const parts = [
    ['[Content_Types].xml', `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`],
    ['_rels/.rels', `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`],
    ['word/document.xml', `${declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${escaped}</w:t></w:r></w:p></w:body></w:document>`]
  ]
  return file(name, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip(parts))
}

/** A ZIP archive without compression. */
function zip(parts) {
  const bodies = []
  const directory = []
  let at = 0
  for (const [name, text] of parts) {
    const content = Buffer.from(text, 'utf8')
    const title = Buffer.from(name, 'utf8')
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt32LE(0x5a21 << 16 >>> 0, 6)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(content.length, 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt16LE(title.length, 22)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), head, title, content)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 0, 'latin1')
    entry.writeUInt16LE(20, 4)
    head.copy(entry, 6, 0, 24)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, title)
    at += 30 + title.length + content.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, list, end])
}

function crc32(bytes) {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Folder of real texts beside the repository; nothing when it is not there. */
export function realTexts() {
  const folder = new URL('../../../../shared/sources', import.meta.url).pathname
  return existsSync(folder) && readdirSync(folder).some(name => name.endsWith('.txt')) ? folder : null
}

/** Title and paragraphs of one of the real texts. */
export function realText(folder, part) {
  const name = readdirSync(folder).sort().find(n => n.endsWith('.txt') && n.startsWith(part))
  const lines = readFileSync(join(folder, name), 'utf8').split('\n').map(line => line.replace(/[#*]/g, '').trim()).filter(Boolean)
  return { title: lines[0].slice(0, 300), paragraphs: lines.slice(1) }
}
