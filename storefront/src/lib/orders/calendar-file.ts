import { addDays } from "../dates/local-date"
import type { RentalPeriod } from "../dates/period"

/** What goes into a calendar entry. */
export type CalendarEntry = {
  uid: string
  period: RentalPeriod
  title: string
  description: string
  location: string
  url: string
  /** When the file was made; part of the format. */
  madeAt: Date
}

/**
 * An all-day entry for the whole period as an iCalendar file (RFC 5545): CRLF
 * lines folded at 75 octets, text escaped, the end exclusive.
 */
export function calendarFile(entry: CalendarEntry): string {
  const stamp = entry.madeAt.toISOString().replace(/[-:]|\.\d{3}/g, "")
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Gather//Rental order//EN",
    "BEGIN:VEVENT",
    `UID:${escapeText(entry.uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${entry.period.start.replaceAll("-", "")}`,
    `DTEND;VALUE=DATE:${addDays(entry.period.end, 1).replaceAll("-", "")}`,
    `SUMMARY:${escapeText(entry.title)}`,
    `DESCRIPTION:${escapeText(entry.description)}`,
    `LOCATION:${escapeText(entry.location)}`,
    `URL:${entry.url}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join("")
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n")
}

function fold(line: string): string {
  const parts: string[] = []
  let part = ""
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ""
      // The folded line begins with a space, which counts.
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join("\r\n ")
}
