# The language, the warnings and the sanitizers, the same for every room.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
# Assertions stay on in production: a broken invariant stops the program, and systemd starts it again.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

add_compile_options(-Wall -Wextra -Wconversion -Wshadow -Werror)
include_directories("${CMAKE_SOURCE_DIR}")

set(GUICHET_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize= takes them")
if(GUICHET_SANITIZE)
  add_compile_options(-fsanitize=${GUICHET_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -O1)
  # g++ 12 sees uninitialized members in the standard library's own code when it is instrumented.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_link_options(-fsanitize=${GUICHET_SANITIZE})
endif()

if(GUICHET_FUZZ)
  # Every room tells libFuzzer where the input has led it. Warnings are the ordinary builds' business.
  add_compile_options(-fsanitize=fuzzer-no-link -w)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
