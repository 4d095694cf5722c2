import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { keep, kept } from '../kit/memory.ts'

interface TypeSize {
  readonly large: boolean
  readonly setLarge: (large: boolean) => void
}

const TypeSizeContext = createContext<TypeSize>({ large: false, setLarge: () => {} })

/** Large type: 19 px instead of 14, for the whole console, remembered on this machine. */
export function TypeSizeProvider({ children }: { children: ReactNode }) {
  const [large, setLarge] = useState(kept('type') === 'large')
  useEffect(() => {
    document.documentElement.classList.toggle('large', large)
    keep('type', large ? 'large' : 'usual')
  }, [large])
  return <TypeSizeContext value={{ large, setLarge }}>{children}</TypeSizeContext>
}

export const useTypeSize = (): TypeSize => use(TypeSizeContext)
