using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements;

/// <summary>
/// Histories of what truly happened, each told of several times by several tellers in any order. In the end the books are what happened,
/// and at no time more. What happened is known here alone: no event of the agreement is read.
/// </summary>
public sealed class FactsTests
{
    /// <summary>All tell within two days.</summary>
    [Fact]
    public void The_books_are_what_happened() =>
        Story.Any.Check(story => new Telling(story, mostHours: 40).Play(), iterations: 3_000, seeds: ["8NjhHO5rabF0", "bqrHxjrOszw0"]);

    /// <summary>
    /// Some tell, or tell again, up to nine days later. Without a plan only: where a plan expects equal payments, two that are told of more
    /// than three days apart are two (decision 231).
    /// </summary>
    [Fact]
    public void The_books_are_what_happened_however_late_it_is_told() =>
        Story.Any.Check(story => new Telling(story with { Kind = story.Kind % 2 }, mostHours: 150).Play(), iterations: 3_000,
            seeds: ["6Gtu2IUiEZE0", "741dH1jANJ90", "f9f_ovCEeLa0", "6K3vAj0P-CR0", "5bH7BJ0eh4z0"]);

    /// <summary>
    /// Wrong figures are told, taken back, corrected or said yes to and taken out; transfers are sent back, or assigned to another
    /// agreement and moved. What a mistake put into the books leaves them, and nothing else does.
    /// </summary>
    [Fact]
    public void The_books_are_what_happened_whoever_errs() =>
        Story.WithSlips.Check(story => new Telling(story, mostHours: 40).Play(), iterations: 3_000,
            seeds: ["2i1iDjFpd4A0"]);
}
