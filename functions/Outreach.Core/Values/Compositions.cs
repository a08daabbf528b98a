using System.Collections.Frozen;
using System.Text;

namespace Outreach.Core.Values;

/// <summary>
/// Joins a letter and a combining mark, as some phones and all Macs send them: <c>e</c> + U+0301 is <c>é</c>. With InvariantGlobalization
/// <c>string.Normalize</c> changes nothing, so the pairs of Latin and Bangla letters are listed here, also for marks that come in another
/// order. Source: canonical pairs of Unicode's UnicodeData.txt.
/// </summary>
internal static class Compositions
{
    private static readonly FrozenDictionary<(char Letter, char Mark), char> Pairs = new[]
    {
        ('\u0300', "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳÂẦÊỀÔỒÜǛâầêềôồüǜĂẰăằĒḔēḕŌṐōṑƠỜơờƯỪưừ"),
        ('\u0301', "AÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹaácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźÂẤÅǺÆǼÇḈÊẾÏḮÔỐÕṌØǾÜǗâấåǻæǽçḉêếïḯôốõṍ"
            + "øǿüǘĂẮăắĒḖēḗŌṒōṓŨṸũṹƠỚơớƯỨưứ"),
        ('\u0302', "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑẠẬạậẸỆẹệỌỘọộ"),
        ('\u0303', "AÃEẼIĨNÑOÕUŨVṼYỸaãeẽiĩnñoõuũvṽyỹÂẪÊỄÔỖâẫêễôỗĂẴăẵƠỠơỡƯỮưữ"),
        ('\u0304', "AĀEĒGḠIĪOŌUŪYȲaāeēgḡiīoōuūyȳÄǞÆǢÕȬÖȪÜǕäǟæǣõȭöȫüǖǪǬǫǭȦǠȧǡȮȰȯȱḶḸḷḹṚṜṛṝ"),
        ('\u0306', "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭȨḜȩḝẠẶạặ"),
        ('\u0307', "AȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻaȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzżŚṤśṥŠṦšṧſẛṢṨṣṩ"),
        ('\u0308', "AÄEËHḦIÏOÖUÜWẄXẌYŸaäeëhḧiïoötẗuüwẅxẍyÿÕṎõṏŪṺūṻ"),
        ('\u0309', "AẢEẺIỈOỎUỦYỶaảeẻiỉoỏuủyỷÂẨÊỂÔỔâẩêểôổĂẲăẳƠỞơởƯỬưử"),
        ('\u030A', "AÅUŮaåuůwẘyẙ"),
        ('\u030B', "OŐUŰoőuű"),
        ('\u030C', "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzžÜǙüǚƷǮʒǯ"),
        ('\u030F', "AȀEȄIȈOȌRȐUȔaȁeȅiȉoȍrȑuȕ"),
        ('\u0311', "AȂEȆIȊOȎRȒUȖaȃeȇiȋoȏrȓuȗ"),
        ('\u031B', "OƠUƯoơuưÒỜÓỚÕỠÙỪÚỨòờóớõỡùừúứŨỮũữỌỢọợỎỞỏởỤỰụựỦỬủử"),
        ('\u0323', "AẠBḄDḌEẸHḤIỊKḲLḶMṂNṆOỌRṚSṢTṬUỤVṾWẈYỴZẒaạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓÂẬÊỆÔỘâậêệôộĂẶăặƠỢơợƯỰưựṠṨṡṩ"),
        ('\u0324', "UṲuṳ"),
        ('\u0325', "AḀaḁ"),
        ('\u0326', "SȘTȚsștț"),
        ('\u0327', "CÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢcçdḑeȩgģhḩkķlļnņrŗsştţĆḈćḉĔḜĕḝ"),
        ('\u0328', "AĄEĘIĮOǪUŲaąeęiįoǫuųŌǬōǭ"),
        ('\u032D', "DḒEḘLḼNṊTṰUṶdḓeḙlḽnṋtṱuṷ"),
        ('\u032E', "HḪhḫ"),
        ('\u0330', "EḚIḬUṴeḛiḭuṵ"),
        ('\u0331', "BḆDḎKḴLḺNṈRṞTṮZẔbḇdḏhẖkḵlḻnṉrṟtṯzẕ"),
        ('\u09BE', "\u09C7\u09CB"), // Bangla e + aa = o
        ('\u09D7', "\u09C7\u09CC"), // Bangla e + au mark = au
    }.SelectMany(row => Expand(row.Item1, row.Item2)).ToFrozenDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Appends the character, joined to the previous one where both make one letter.</summary>
    public static void AppendComposed(this StringBuilder text, char c)
    {
        if (text.Length > 0 && Pairs.TryGetValue((text[^1], c), out var whole))
        {
            text[^1] = whole;
            return;
        }

        text.Append(c);
    }

    private static IEnumerable<KeyValuePair<(char, char), char>> Expand(char mark, string row) =>
        row.Chunk(2).Select(two => KeyValuePair.Create((two[0], mark), two[1]));
}
