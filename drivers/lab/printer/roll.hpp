#pragma once
// Every byte that a simulated printer took, for ever: its papers can be drawn again from it.

#include "drivers/printer/bytes.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace guichet::lab {

/// An append-only run of bytes, and a small state beside it; in memory, or in a folder, where both survive
/// the death of the program.
class Roll {
public:
    virtual ~Roll() = default;

    /// Appends bytes; in a folder they are written before this returns.
    virtual void append(printer::ByteView bytes) = 0;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Bytes `from` to before `to`.
    [[nodiscard]] virtual printer::Bytes read(std::uint64_t from, std::uint64_t to) const = 0;

    /// Replaces the state, a short text.
    virtual void keep(const std::string& state) = 0;
    /// The state kept last; empty when there is none.
    [[nodiscard]] virtual std::string kept() const = 0;
};

[[nodiscard]] std::unique_ptr<Roll> roll_in_memory();

/// The files `roll.escpos` and `printer.json` in a folder, which is made when it is not there.
[[nodiscard]] Result<std::unique_ptr<Roll>> roll_in_folder(const std::filesystem::path& folder);

} // namespace guichet::lab
