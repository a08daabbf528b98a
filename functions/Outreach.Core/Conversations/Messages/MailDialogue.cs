using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>The free words to the person, the newest first.</summary>
[StoredAs("ReadMail")]
public sealed record ReadMail(int Page) : Screen
{
    public override bool IsPersonal => true;
    public override bool NeedsPerson => true;
}

/// <summary>A code that opens data to its bearer, on a phone where an SMS would show it to others.</summary>
/// <param name="Act">The letter or the data.</param>
[StoredAs("CodeShown")]
public sealed record CodeShown(AgreementAction Act, string Code) : Screen { public override bool IsPersonal => true; }

/// <summary>Reads free words on the menu, after the PIN, in pieces that fit a screen.</summary>
internal static class MailDialogue
{
    private const int PieceLength = 100;

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, ReadMail screen, string typed, UssdTurn turn) =>
        typed == "98" && screen.Page + 1 < Pieces(turn.Facts.Person?.Person).Count
            ? Dialogue.To(subscriber, trail, new ReadMail(screen.Page + 1))
            : Dialogue.Again(subscriber, trail);

    public static string Text(Words words, Person? person, int page)
    {
        var pieces = Pieces(person);
        if (pieces.Count == 0) return words.NoMail + "\n" + words.BackHome;
        var at = Math.Min(page, pieces.Count - 1);
        return words.Lettered(pieces[at]) + "\n" + (at + 1 < pieces.Count ? words.More + "\n" : "") + words.BackHome;
    }

    private static List<string> Pieces(Person? person) =>
        [.. (person?.Mail ?? []).Reverse().SelectMany(m => Pieces($"{m.Text} - {m.Name}"))];

    /// <summary>Breaks at blanks, and within a word that is longer than a screen.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => w.Chunk(PieceLength / 2)))
        {
            var longer = piece.Length == 0 ? new string(word) : piece + " " + new string(word);
            if (Pages.Size(longer) > PieceLength && piece.Length > 0)
            {
                yield return piece;
                longer = new string(word);
            }
            piece = longer;
        }
        if (piece.Length > 0) yield return piece;
    }
}
