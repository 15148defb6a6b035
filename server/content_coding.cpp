#include "server/content_coding.hpp"

#include "kiosk/core/compression.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet::server {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The names of codings know no difference between large and small letters.
bool is_coding(std::string_view text, std::string_view coding) {
    return std::equal(text.begin(), text.end(), coding.begin(), coding.end(), [](char left, char right) {
        return (left >= 'A' && left <= 'Z' ? static_cast<char>(left - 'A' + 'a') : left) == right;
    });
}

/// "q=0", "q=0.", "q=0.000"
bool is_weight_of_nothing(std::string_view parameter) {
    return (parameter.starts_with("q=0") || parameter.starts_with("Q=0")) &&
           parameter.substr(3).find_first_not_of(".0") == std::string_view::npos;
}

Answer unknown_coding() {
    auto answer = refuse(415, "unknown_encoding",
                         "The body is in a coding that this server does not know: send it as it is, or with "
                         "Content-Encoding: zstd.");
    answer.headers.emplace_back("Accept-Encoding", "zstd, identity");
    return answer;
}

} // namespace

std::optional<Answer> decode_body(std::string_view encoding, std::size_t limit, std::string& body) {
    encoding = trimmed(encoding);
    if (encoding.empty() || is_coding(encoding, "identity"))
        return std::nullopt;
    if (!is_coding(encoding, zstd_coding))
        return unknown_coding();
    std::string content;
    switch (decompress(body, limit, content)) {
    case Decompression::done: break;
    case Decompression::too_large:
        return refuse(413, "too_large",
                      fmt::format("The body holds more than {} bytes; send fewer events at once.", limit));
    case Decompression::damaged:
        return refuse(400, "bad_request",
                      "The body is damaged: it is not the Zstandard that it is said to be.");
    }
    body = std::move(content);
    return std::nullopt;
}

bool accepts_coding(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const auto comma = header.find(',');
        const auto item = header.substr(0, comma);
        header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
        const auto semicolon = item.find(';');
        if (!is_coding(trimmed(item.substr(0, semicolon)), coding))
            continue;
        return semicolon == std::string_view::npos ||
               !is_weight_of_nothing(trimmed(item.substr(semicolon + 1)));
    }
    return false;
}

void encode_body(Answer& answer, bool accepted) {
    const bool coded = std::any_of(answer.headers.begin(), answer.headers.end(),
                                   [](const auto& header) { return header.first == "Content-Encoding"; });
    if (answer.status != 200 || answer.body.size() <= least_compressed_bytes || coded)
        return;
    const bool varies = std::any_of(answer.headers.begin(), answer.headers.end(),
                                    [](const auto& header) { return header.first == "Vary"; });
    if (!varies)
        answer.headers.emplace_back("Vary", "Accept-Encoding");
    if (!accepted)
        return;
    answer.body = compress(answer.body);
    answer.headers.emplace_back("Content-Encoding", zstd_coding);
    // A strong tag would name these very bytes, which are not the same plain (RFC 9110, 8.8.3.3).
    for (auto& [name, value] : answer.headers)
        if (name == "ETag")
            value.insert(0, "W/");
}

} // namespace guichet::server
