#include "server/import.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace guichet::server {

namespace {

/// The digest of all rows, whatever separator, quotes, headings and order of columns they were written with.
class ContentDigest {
public:
    ContentDigest() { crypto_generichash_init(&state_, nullptr, 0, Digest{}.size()); }

    void add(const OrderRow& row) {
        add_text(row.order);
        add_text(row.customer_ref);
        add_text(row.customer);
        add_text(row.producer);
        add_text(row.product);
        add_text(row.location);
        add_text(row.language);
        add_text(fmt::format("{} {} {} {} {} {}", row.quantity.amount, word(row.quantity.unit),
                             row.unit_price.cents, row.vat_per_mille, word(row.storage),
                             word(row.fulfilment)));
    }

    [[nodiscard]] Digest finish() {
        Digest digest{};
        crypto_generichash_final(&state_, digest.data(), digest.size());
        return digest;
    }

private:
    /// No text holds a NUL, so that it tells where one ends.
    void add_text(const std::string& text) {
        crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.c_str()),
                                  text.size() + 1);
    }

    crypto_generichash_state state_{};
};

Result<> stage_rows(OrderFileReader& reader, ImportTransaction& transaction, ContentDigest& content) {
    while (const auto row = reader.next()) {
        content.add(*row);
        if (auto staged = transaction.stage(*row); !staged)
            return staged;
    }
    return Done{};
}

} // namespace

Result<ImportReport> import_orders(Store& store, const ImportRequest& request, ByteSource source) {
    ImportReport report;
    OrderFileReader reader(std::move(source), report.faults);
    const bool readable = reader.read_header();
    report.notices = reader.notices();
    if (!readable)
        return report;
    auto transaction = store.begin_import(request.session, request.station_name);
    if (!transaction)
        return transaction.error();
    ContentDigest content;
    if (auto staged = stage_rows(reader, **transaction, content); !staged)
        return staged.error();
    if (auto checked = (*transaction)->check(report.faults); !checked)
        return checked.error();
    if (!report.faults.empty())
        return report;
    auto outcome = (*transaction)->commit(content.finish(), request.make_code);
    if (!outcome)
        return outcome.error();
    report.outcome = *outcome;
    return report;
}

Result<ByteSource> open_order_file(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        return fail("{0} is a folder: give an order file.", file.string());
    std::FILE* opened = std::fopen(file.c_str(), "rb");
    if (opened == nullptr)
        return fail("{0} cannot be opened ({1}): check the path.", file.string(), std::strerror(errno));
    const std::shared_ptr<std::FILE> stream(opened, [](std::FILE* closed) { std::fclose(closed); });
    return ByteSource([stream](std::span<char> buffer) -> Result<std::size_t> {
        const auto count = std::fread(buffer.data(), 1, buffer.size(), stream.get());
        if (count < buffer.size() && std::ferror(stream.get()) != 0)
            return fail("the file cannot be read further ({0}); check the disk", std::strerror(errno));
        return count;
    });
}

} // namespace guichet::server
