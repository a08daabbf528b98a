using System.Text.RegularExpressions;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.Console.Tests.Pages;

/// <summary>The console's texts: every language has every text, and every text is shown somewhere.</summary>
public sealed partial class WordsTests
{
    private static readonly string folder = Path.Combine(RepositoryRoot.Path, "functions/Outreach.Console/Pages");

    private static readonly string sources = string.Concat(new[] { "*.razor", "*.cs" }
        .SelectMany(kind => Directory.GetFiles(folder, kind, SearchOption.AllDirectories)).Select(File.ReadAllText));

    [Fact]
    public void Every_language_has_the_same_texts_with_the_same_places_for_values()
    {
        var english = Words.All[0].Texts;
        Assert.True(english.Count > 50);
        Assert.Equal(["en", "sw", "fr", "bn"], Words.All.Select(w => w.Code));
        foreach (var words in Words.All)
        {
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), words.Texts.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, text) in words.Texts)
            {
                Assert.False(string.IsNullOrWhiteSpace(text), $"{words.Code}: {key} is empty.");
                Assert.True(Places(english[key]).SetEquals(Places(text)), $"{words.Code}: {key} has other places for values.");
            }
        }
    }

    /// <summary>A language of its own: but for short words and names that are alike, no text is the English one.</summary>
    [Fact]
    public void No_language_is_English_under_another_name()
    {
        var english = Words.All[0].Texts;
        foreach (var words in Words.All.Skip(1))
        {
            var alike = words.Texts.Where(t => t.Value == english[t.Key] && t.Value.Count(char.IsLetter) > 15).Select(t => t.Key);
            Assert.Empty(alike);
        }
    }

    /// <summary>One character a letter, as fonts and searches expect it.</summary>
    [Fact]
    public void Bangla_letters_with_a_dot_are_single_characters() => Assert.All(Words.Of("bn")!.Texts.Values,
        text => Assert.DoesNotContain('\u09bc', text));

    [Fact]
    public void Every_text_that_a_page_names_is_there()
    {
        var texts = Words.All[0].Texts;
        var named = Named().Matches(sources).Select(m => m.Groups[1].Value).ToList();
        Assert.True(named.Count > 40);
        Assert.All(named, key => Assert.True(texts.ContainsKey(key), $"A page names the text {key}, which is not there."));
        Assert.All(Counted().Matches(sources).Select(m => m.Groups[1].Value), key =>
            Assert.True(texts.ContainsKey(key + ".One") && texts.ContainsKey(key + ".Many"), $"{key} has no One or no Many."));
    }

    /// <summary>A key made from a value, such as <c>Dispute.{about}</c>, uses all texts with its beginning.</summary>
    [Fact]
    public void Every_text_is_shown_somewhere()
    {
        var begun = Begun().Matches(sources).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.All(Words.All[0].Texts.Keys, key => Assert.True(
            sources.Contains($"\"{key}\"", StringComparison.Ordinal) || begun.Any(b => key.StartsWith(b, StringComparison.Ordinal))
                || sources.Contains($"\"{CountEnd().Replace(key, "")}\"", StringComparison.Ordinal)
                || key.StartsWith("Done.", StringComparison.Ordinal) && sources.Contains($"\"{key[5..]}\"", StringComparison.Ordinal),
            $"No page shows the text {key}."));
    }

    /// <summary>Disputes have a list of their own on Today.</summary>
    [Fact]
    public void Each_kind_of_task_has_its_sentence()
    {
        var kinds = typeof(TaskKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Concat(Enum.GetValues<QuestionKind>().Select(kind => TaskKinds.NoAnswer(kind)))
            .Except([TaskKinds.Dispute, TaskKinds.DisputeNotAnswered, TaskKinds.DisputeUnresolved, TaskKinds.ProposalRefused]);
        Assert.Equal(kinds.Select(kind => $"Task.{kind}").Order(StringComparer.Ordinal),
            Words.All[0].Texts.Keys.Where(key => key.StartsWith("Task.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_kind_of_approval_has_its_name() => Assert.Equal(
        typeof(ApprovalKinds).GetFields().Select(field => $"Approval.{field.GetRawConstantValue()}").Order(StringComparer.Ordinal),
        Words.All[0].Texts.Keys.Where(key => key.StartsWith("Approval.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?:\bW|\bWords)\[""([A-Z][A-Za-z.]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"\.Count\(""([A-Z][A-Za-z.]+)""")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\$""([A-Z][A-Za-z]+\.(?:[A-Za-z]+\.)*)\{")]
    private static partial Regex Begun();

    [GeneratedRegex(@"\.(One|Many)$")]
    private static partial Regex CountEnd();
}
