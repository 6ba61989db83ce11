import type { Metadata, Viewport } from "next"
import { connection } from "next/server"
import type { ReactNode } from "react"
import { DatesProvider } from "@/components/dates/dates-provider"
import { Footer } from "@/components/layout/footer"
import { Header } from "@/components/layout/header"
import { layout, shop } from "@/copy/en"
import { todayIn } from "@/lib/dates/local-date"
import { rememberedPeriod } from "@/lib/dates/visitor-period"
import { shopTimeZone, storefrontUrl } from "@/lib/shop/config"
import "./globals.css"

export async function generateMetadata(): Promise<Metadata> {
  // Every page is rendered when it is asked for: a build needs no running shop.
  await connection()
  return {
    metadataBase: new URL(storefrontUrl()),
    title: { default: `${shop.name}. ${shop.tagline}`, template: `%s · ${shop.name}` },
    description: shop.description,
    openGraph: { siteName: shop.name, type: "website" },
  }
}

export const viewport: Viewport = { themeColor: "#f8f6f1" }

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col antialiased">
        <DatesProvider
          remembered={await rememberedPeriod()}
          today={todayIn(shopTimeZone())}
        >
          <a
            href="#content"
            className="btn btn-solid absolute top-2 left-2 z-50 -translate-y-20 focus:translate-y-0"
          >
            {layout.skip}
          </a>
          <Header />
          <main id="content" tabIndex={-1} className="flex-1 outline-none">
            {children}
          </main>
          <Footer />
        </DatesProvider>
      </body>
    </html>
  )
}
