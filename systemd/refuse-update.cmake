# Run by `cmake --install` before it writes anything: an update waits until the server has all that this kiosk recorded.
# GUICHET_UPDATE_ANYWAY=1 overrules it, for a program that cannot send. Nothing is asked where no kiosk is set up yet, and
# for a tree that is built elsewhere (DESTDIR).
if(NOT CONFIGURATION)
  set(CONFIGURATION /etc/guichet/kiosk.toml)
endif()
set(kiosk "${CMAKE_INSTALL_PREFIX}/bin/guichet-kiosk")
if("$ENV{DESTDIR}" STREQUAL "" AND NOT "$ENV{GUICHET_UPDATE_ANYWAY}" AND EXISTS "${kiosk}" AND EXISTS "${CONFIGURATION}")
  execute_process(COMMAND "${kiosk}" unsent --config "${CONFIGURATION}"
                  RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE reason)
  # 2: a program from before this question existed.
  if(code STREQUAL "2")
    message(STATUS "The kiosk that is installed cannot say whether its server has everything.")
  elseif(NOT code STREQUAL "0")
    message(FATAL_ERROR "Not installed: the kiosk that is installed is not ready for an update. GUICHET_UPDATE_ANYWAY=1 "
                        "overrules this.\n${reason}")
  endif()
endif()
