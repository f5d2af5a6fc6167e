; The installer for Windows: for one person, without administrator's rights. `make windows` calls it:
;
;   makensis -DVERSION=0.1.0 -DBIN=folder/of/programs -DPAPERS=folder/of/licences -DICON=icon.ico -DOUT=file.exe runut.nsi
Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "StrFunc.nsh"
${StrStr}
${UnStrRep}
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Runut"
!define WEBVIEW "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define WEBVIEW_FROM "https://go.microsoft.com/fwlink/p/?LinkId=2124703"
Name "Runut"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Runut"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "Runut ${VERSION}"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Runut"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "The Runut authors"
VIAddVersionKey /LANG=0 "LegalCopyright" "The Runut authors, MIT"
VIAddVersionKey /LANG=0 "FileDescription" "Runut"
!insertmacro MUI_PAGE_LICENSE "${PAPERS}/LICENSE.txt"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\runut.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"
!insertmacro MUI_LANGUAGE "English"

LangString Program ${LANG_INDONESIAN} "Runut (wajib)"
LangString Program ${LANG_ENGLISH} "Runut (required)"
LangString Desktop ${LANG_INDONESIAN} "Ikon di desktop"
LangString Desktop ${LANG_ENGLISH} "Icon on the desktop"
LangString Terminal ${LANG_INDONESIAN} "runut-cli di PATH (untuk terminal)"
LangString Terminal ${LANG_ENGLISH} "runut-cli in PATH (for the terminal)"
LangString NoWebView ${LANG_INDONESIAN} "Runut perlu Microsoft Edge WebView2 Runtime, dan komputer ini belum punya. Runut tetap dipasang. Pasang WebView2 sekali dari$\r$\n${WEBVIEW_FROM}$\r$\nlalu buka Runut."
LangString NoWebView ${LANG_ENGLISH} "Runut needs the Microsoft Edge WebView2 Runtime, which this computer doesn't have. Runut is installed all the same. Install WebView2 once from$\r$\n${WEBVIEW_FROM}$\r$\nthen open Runut."
LangString LongPath ${LANG_INDONESIAN} "PATH Anda terlalu panjang untuk ditambah di sini, jadi tidak diubah. Tambahkan sendiri: $INSTDIR"
LangString LongPath ${LANG_ENGLISH} "Your PATH is too long to be added to here, so it is as it was. Add this yourself: $INSTDIR"
LangString InUse ${LANG_INDONESIAN} "Runut masih terbuka, jadi tidak diganti. Tutup jendelanya (dan runut-cli), lalu jalankan lagi."
LangString InUse ${LANG_ENGLISH} "Runut is still open, so it isn't replaced. Close its window (and runut-cli), then run this again."
LangString NoBackup ${LANG_INDONESIAN} "Cadangan sebelum pembaruan tidak bisa dibuat, jadi Runut tidak diganti. Buka Runut, buat cadangan di Pengaturan, lalu jalankan lagi; atau lanjutkan tanpa cadangan?"
LangString NoBackup ${LANG_ENGLISH} "No backup could be made before the update, so Runut isn't replaced. Open Runut, make a backup in its settings, then run this again; or go on without a backup?"
LangString Stays ${LANG_INDONESIAN} "Runut dicopot. Buku, cadangan dan pengaturan tetap ada di$\r$\n$APPDATA\Runut\data$\r$\ndan dokumen di folder Runut di Dokumen Anda."
LangString Stays ${LANG_ENGLISH} "Runut was removed. The book, its backups and the settings stay in$\r$\n$APPDATA\Runut\data$\r$\nand the documents in the folder Runut in your Documents."

; What is open can't be replaced: that is said before anything is, instead of leaving half a program.
!macro closed FILE
  IfFileExists "$INSTDIR\${FILE}" 0 +6
    ClearErrors
    FileOpen $1 "$INSTDIR\${FILE}" a
    IfErrors 0 +2
      StrCpy $9 "open"
    FileClose $1
!macroend

!macro refuse_if_open
  StrCpy $9 ""
  !insertmacro closed "runut.exe"
  !insertmacro closed "runut-cli.exe"
  ${If} $9 == "open"
    SetErrorLevel 3
    MessageBox MB_OK|MB_ICONSTOP "$(InUse)" /SD IDOK
    Abort
  ${EndIf}
!macroend

Section "$(Program)" program
  SectionIn RO
  SetOutPath "$INSTDIR"
  !insertmacro refuse_if_open
  ; An update: the book first, by the program that has made it.
  ${If} ${FileExists} "$INSTDIR\runut-cli.exe"
  ${AndIf} ${FileExists} "$APPDATA\Runut\data\buku.runut"
    nsExec::ExecToLog '"$INSTDIR\runut-cli.exe" backup'
    Pop $0
    ${If} $0 != 0
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(NoBackup)" /SD IDNO IDYES +3
        SetErrorLevel 4
        Abort
    ${EndIf}
  ${EndIf}
  File "${BIN}/runut.exe"
  File "${BIN}/runut-cli.exe"
  File "${BIN}/WebView2Loader.dll"
  File "${PAPERS}/LICENSE.txt"
  File "${PAPERS}/LICENSES.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Runut.lnk" "$INSTDIR\runut.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Runut"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "The Runut authors"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\runut.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  SetRegView 32
  ReadRegStr $0 HKLM "Software\${WEBVIEW}" "pv"
  SetRegView 64
  ${If} $0 == ""
    ReadRegStr $0 HKCU "Software\${WEBVIEW}" "pv"
  ${EndIf}
  ${If} $0 == ""
    DetailPrint "$(NoWebView)"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NoWebView)" /SD IDOK
  ${EndIf}
SectionEnd

Section "$(Desktop)" desktop
  CreateShortcut "$DESKTOP\Runut.lnk" "$INSTDIR\runut.exe"
SectionEnd

; A PATH that is longer than an installer's words (1,024 letters) reads as none: it is left as it is, or it would be lost.
; Answers in $0, and in $1 whether it may be written.
!macro read_path
  StrCpy $1 "yes"
  ClearErrors
  ReadRegStr $0 HKCU "Environment" "Path"
  ${If} ${Errors}
    StrCpy $0 ""
    StrCpy $2 0
    ${Do}
      ClearErrors
      EnumRegValue $3 HKCU "Environment" $2
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${If} $3 == "Path"
        StrCpy $1 "no"
      ${EndIf}
      IntOp $2 $2 + 1
    ${Loop}
  ${EndIf}
  StrLen $2 "$0;$INSTDIR"
  ${If} $2 > 1000
    StrCpy $1 "no"
  ${EndIf}
!macroend

Section /o "$(Terminal)" terminal
  !insertmacro read_path
  ${If} $1 == "yes"
    ${StrStr} $2 ";$0;" ";$INSTDIR;"
    ${If} $2 == ""
      ${If} $0 != ""
        StrCpy $0 "$0;"
      ${EndIf}
      WriteRegExpandStr HKCU "Environment" "Path" "$0$INSTDIR"
      WriteRegDWORD HKCU "${KEY}" "InPath" 1
      SendMessage ${HWND_BROADCAST} ${WM_WININICHANGE} 0 "STR:Environment" /TIMEOUT=2000
    ${EndIf}
  ${Else}
    DetailPrint "$(LongPath)"
    MessageBox MB_OK|MB_ICONINFORMATION "$(LongPath)" /SD IDOK
  ${EndIf}
SectionEnd

; Without a person: /TERMINAL asks for the terminal program in PATH.
Function .onInit
  SetRegView 64
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/TERMINAL" $1
  ${IfNot} ${Errors}
    SectionSetFlags ${terminal} 1
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

; The book, its backups and the settings are the person's: nothing of them is taken away.
Section "Uninstall"
  !insertmacro refuse_if_open
  Delete "$INSTDIR\runut.exe"
  Delete "$INSTDIR\runut-cli.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\LICENSES.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Runut.lnk"
  Delete "$DESKTOP\Runut.lnk"
  ReadRegDWORD $1 HKCU "${KEY}" "InPath"
  ${If} $1 == 1
    !insertmacro read_path
    ${If} $1 == "yes"
      ; Between its own semicolons only: folders below it, or called alike, are others' entries.
      ${UnStrRep} $0 ";$0;" ";$INSTDIR;" ";"
      StrCpy $0 "$0" "" 1
      StrCpy $0 "$0" -1
      WriteRegExpandStr HKCU "Environment" "Path" "$0"
      SendMessage ${HWND_BROADCAST} ${WM_WININICHANGE} 0 "STR:Environment" /TIMEOUT=2000
    ${EndIf}
  ${EndIf}
  DeleteRegKey HKCU "${KEY}"
  MessageBox MB_OK|MB_ICONINFORMATION "$(Stays)" /SD IDOK
SectionEnd
