#include "drivers/printer/code_page.hpp"

namespace guichet::printer {
namespace {

// The letters of bytes 80 to FF; a gap of the page is a line feed here.
constexpr char32_t gap = U'\n';

// CP437: the page of the first PC, the default of most printers.
constexpr std::u32string_view pc437_letters = U"ÇüéâäàåçêëèïîìÄÅ"
                                              U"ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                                              U"áíóúñÑªº¿⌐¬½¼¡«»"
                                              U"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                                              U"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                                              U"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                                              U"αßΓπΣσµτΦΘΩδ∞φε∩"
                                              U"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

// CP852: Polish, Czech, Hungarian, Croatian.
constexpr std::u32string_view pc852_letters = U"ÇüéâäůćçłëŐőîŹÄĆ"
                                              U"ÉĹĺôöĽľŚśÖÜŤťŁ×č"
                                              U"áíóúĄąŽžĘę¬źČş«»"
                                              U"░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐"
                                              U"└┴┬├─┼Ăă╚╔╩╦╠═╬¤"
                                              U"đĐĎËďŇÍÎě┘┌█▄ŢŮ▀"
                                              U"ÓßÔŃńňŠšŔÚŕŰýÝţ´"
                                              U"\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0";

// CP858: Western Europe with €, without œ.
constexpr std::u32string_view pc858_letters = U"ÇüéâäàåçêëèïîìÄÅ"
                                              U"ÉæÆôöòûùÿÖÜø£Ø×ƒ"
                                              U"áíóúñÑªº¿®¬½¼¡«»"
                                              U"░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
                                              U"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
                                              U"ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
                                              U"ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
                                              U"\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

// Windows-1252: Western Europe with € and œ.
constexpr std::u32string_view wpc1252_letters = U"€\n‚ƒ„…†‡ˆ‰Š‹Œ\nŽ\n"
                                                U"\n‘’“”•–—˜™š›œ\nžŸ"
                                                U"\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯"
                                                U"°±²³´µ¶·¸¹º»¼½¾¿"
                                                U"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
                                                U"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
                                                U"àáâãäåæçèéêëìíîï"
                                                U"ðñòóôõö÷øùúûüýþÿ";

// ISO 8859-15: Western Europe with € and œ, without typographic quotes.
constexpr std::u32string_view iso8859_15_letters = U"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
                                                   U"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
                                                   U"\u00a0¡¢£€¥Š§š©ª«¬\u00ad®¯"
                                                   U"°±²³Žµ¶·ž¹º»ŒœŸ¿"
                                                   U"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
                                                   U"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
                                                   U"àáâãäåæçèéêëìíîï"
                                                   U"ðñòóôõö÷øùúûüýþÿ";

constexpr std::u32string_view upper_half(CodePage page) {
    switch (page) {
    case CodePage::pc437: return pc437_letters;
    case CodePage::pc852: return pc852_letters;
    case CodePage::pc858: return pc858_letters;
    case CodePage::wpc1252: return wpc1252_letters;
    case CodePage::iso8859_15: return iso8859_15_letters;
    }
    return pc437_letters;
}

static_assert(pc437_letters.size() == 128 && pc852_letters.size() == 128 && pc858_letters.size() == 128 &&
              wpc1252_letters.size() == 128 && iso8859_15_letters.size() == 128);

} // namespace

std::optional<std::uint8_t> byte_of(CodePage page, char32_t letter) {
    if (letter >= 0x20 && letter < 0x7F)
        return static_cast<std::uint8_t>(letter);
    if (letter < 0x80)
        return std::nullopt;
    const std::size_t at = upper_half(page).find(letter);
    if (at == std::u32string_view::npos)
        return std::nullopt;
    return static_cast<std::uint8_t>(0x80 + at);
}

std::optional<char32_t> letter_of(CodePage page, std::uint8_t byte) {
    if (byte >= 0x20 && byte < 0x7F)
        return byte;
    if (byte < 0x80 || upper_half(page)[byte - 0x80U] == gap)
        return std::nullopt;
    return upper_half(page)[byte - 0x80U];
}

} // namespace guichet::printer
