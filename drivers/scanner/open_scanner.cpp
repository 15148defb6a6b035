#include "drivers/scanner/open_scanner.hpp"

#include <cstdint>
#include <ctime>

namespace guichet::scanner {

std::chrono::milliseconds monotonic_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::chrono::milliseconds(std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000);
}

} // namespace guichet::scanner
