import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";
import { TartShell } from "./tart-shell.tsx";

export function CheeseTart() {
  return (
    <>
      <Plate />
      <TartShell />
      <path
        d="M48 118 C46 96 74 82 118 82 C162 82 190 96 188 118 C184 132 160 139 118 139 C76 139 52 132 48 118Z"
        fill="#f7cf6c"
      />
      <path
        d="M48 118 C52 132 76 139 118 139 C160 139 184 132 188 118 C178 128 152 132 118 132 C84 132 58 128 48 118Z"
        fill={palette.yuzuShade}
      />
      <path d="M62 104 C72 92 96 86 122 87 C110 94 84 94 62 104Z" fill="#ffe9a8" />
      <path
        d="M74 106 C82 99 98 100 104 104 C112 98 132 96 142 102 C152 99 166 104 164 111 C156 117 144 113 136 117 C124 122 112 115 102 117 C90 120 72 115 74 106Z"
        fill="#e9ab52"
      />
      <path
        d="M86 107 C92 103 100 105 104 108 C112 103 122 102 128 106 C126 111 116 109 110 112 C102 114 88 113 86 107Z M138 107 C144 104 154 107 152 110 C148 113 138 111 138 107Z"
        fill={palette.crustShade}
      />
      <path
        d="M96 124 C100 121 108 122 107 125 C105 128 96 127 96 124Z M148 123 C152 120 160 121 158 124 C156 127 149 126 148 123Z M112 93 C118 90 128 91 128 94 C126 97 114 96 112 93Z"
        fill="#e9ab52"
      />
      <path
        d="M84 128 C96 132 112 133 122 132"
        stroke="#ffe9a8"
        strokeWidth="2.4"
        strokeLinecap="round"
        fill="none"
      />
      <g>
        <path d="M196 160 L214 130 C226 134 232 146 226 158 C218 166 206 166 196 160Z" fill="#f8d978" />
        <path d="M196 160 L214 130 L216 138 L201 162Z" fill={palette.yuzuShade} />
        <circle cx="214" cy="150" r="2.6" fill={palette.yuzuShade} />
        <circle cx="221" cy="143" r="1.7" fill={palette.yuzuShade} />
      </g>
      <path
        d="M86 70 C82 64 90 60 86 54 M118 66 C114 60 122 56 118 50 M150 70 C146 64 154 60 150 54"
        stroke="var(--steam)"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
    </>
  );
}
