using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>The page that says how many SMS a sentence takes, held to the sentences.</summary>
public sealed class PhrasebookSizesTests
{
    /// <summary>Or a sentence could grow by a whole SMS, and everybody pay for it, and nobody would see it.</summary>
    [Fact]
    public void The_sizes_on_record_are_those_of_the_longest_samples()
    {
        var (path, page) = (Path.Combine(RepositoryRoot.Path, "docs/phrasebook/sizes.md"), Sizes());
        if (Environment.GetEnvironmentVariable("OUTREACH_PHRASEBOOK") is { Length: > 0 }) File.WriteAllText(path, page);
        Assert.True(File.ReadAllText(path) == page,
            "docs/phrasebook/sizes.md is not as the sentences are. Shorten what grew, or write it by: OUTREACH_PHRASEBOOK=1 "
                + "dotnet test tests/Outreach.Core.Tests --filter FullyQualifiedName~Phrasebook");
    }

    private static string Sizes()
    {
        var languages = Enum.GetValues<Language>();
        var sizes = languages
            .SelectMany(l => SmsSamples.All(l)
                .Select(sms => (Key: KeyOf(sms), Language: l, Segments.Of(Normaliser.ToGsm7(Words.Sms(l).Of(sms))).Count)))
            .ToLookup(s => s.Key);
        var rows = sizes.OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => (s.Key, Most: languages.Select(l => s.Where(one => one.Language == l).Max(one => one.Count)).ToList()))
            .Where(s => s.Most.Exists(most => most > 1))
            .Select(s => $"| {s.Key} | {string.Join(" | ", s.Most)} |");
        return $"""
            # How many SMS a sentence takes

            The most SMS of a sentence, with the longest names and amounts. A sentence that is not here takes one in every language.

            | Sentence | {string.Join(" | ", languages.Select(l => l.Code()))} |
            | --- |{string.Concat(languages.Select(_ => " ---: |"))}

            """ + string.Join('\n', rows) + "\n";
    }

    /// <summary>A mentor's answer is a person's own words.</summary>
    private static string KeyOf(Sms sms) => sms is OwnWordsSms ? sms.GetType().Name : SmsSentence.Of(sms).KeyOf(sms);
}
