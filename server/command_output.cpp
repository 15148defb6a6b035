#include "server/command_output.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace guichet::server {

int could_not(const Error& error) {
    fmt::print(stderr, "guichet-server: {}\n", error.english());
    return 1;
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

void tell_of_signature(bool awaited) {
    if (awaited)
        fmt::print("The organiser's key is in force: kiosks do not hear of this before it is signed "
                   "(guichet-server sign).\n");
}

} // namespace guichet::server
