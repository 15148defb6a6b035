# guichet_migrations(NAME FOLDER OUT): writes OUT.cpp with the function NAME_migration_files(), which gives the files
# NNN_name.sql of FOLDER. A new, changed or removed file is noticed by the next build.
function(guichet_migrations name folder out)
  file(GLOB files CONFIGURE_DEPENDS "${folder}/*.sql")
  list(SORT files)
  list(LENGTH files count)
  set(entries "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    cmake_path(GET file STEM stem)
    if(NOT stem MATCHES "^([0-9][0-9][0-9])_([a-z0-9_]+)$")
      message(FATAL_ERROR "${file}: a migration is called NNN_name.sql")
    endif()
    set(number "${CMAKE_MATCH_1}")
    set(title "${CMAKE_MATCH_2}")
    string(REGEX REPLACE "^0+" "" number "${number}")
    file(READ "${file}" sql)
    string(APPEND entries "    Migration{${number}, \"${title}\", R\"migration(${sql})migration\"},\n")
  endforeach()
  set(code "// Written by the build from db/migrations/${name}; edit the SQL files instead.
#include \"db/migration_files.hpp\"

#include <array>

namespace guichet::db {

std::span<const Migration> ${name}_migration_files() {
    static constexpr std::array<Migration, ${count}> files{
${entries}    };
    return files;
}

} // namespace guichet::db
")
  file(CONFIGURE OUTPUT "${out}" CONTENT "@code@" @ONLY)
endfunction()
