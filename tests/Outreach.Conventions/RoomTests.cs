using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Outreach.Core.Kernel;

namespace Outreach.Conventions;

/// <summary>Core's rooms have an order, and each room refers only to rooms above it.</summary>
public sealed class RoomTests
{
    private const string Core = "Outreach.Core.";

    /// <summary>Rooms from the top down. Add each new room at its place.</summary>
    internal static IReadOnlyList<string> Rooms { get; } =
    [
        "Kernel", "Values", "People", "Programmes", "Notices", "Agreements", "Accounts", "Texts", "Mentoring", "Subscribers",
        "Conversations", "Messaging", "Broadcasts", "Operations", "Figures",
    ];

    private static readonly IReadOnlyList<IType> types =
        [.. new ArchLoader().LoadAssemblies(typeof(Command).Assembly).Build().Types.Where(
            t => t.Namespace?.FullName.StartsWith(Core, StringComparison.Ordinal) == true)];

    [Fact]
    public void Every_room_has_its_place() =>
        Assert.Equal(Rooms.Order(StringComparer.Ordinal), types.Select(RoomOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_room_refers_only_to_those_above_it()
    {
        var wrong =
            from type in types
            from target in type.GetTypeDependencies()
            where target.Namespace?.FullName.StartsWith(Core, StringComparison.Ordinal) == true && PlaceOf(target) > PlaceOf(type)
            select $"{RoomOf(type)}/{type.Name} refers to {RoomOf(target)}/{target.Name}";
        var found = wrong.Distinct().ToList();
        Assert.True(found.Count == 0,
            $"Rooms further down are out of reach; move the type up, or what uses it down:\n{string.Join('\n', found)}");
    }

    /// <summary>A file lies in the folder of its namespace; folders within a room add no namespace.</summary>
    [Fact]
    public void A_file_stands_in_the_room_that_it_names() => Assert.All(Repository.Sources("functions/Outreach.Core"), file =>
        Assert.Contains($"namespace {Core}{file.Split('/')[2]};", RepositoryRoot.Read(file),
            StringComparison.Ordinal));

    private static string RoomOf(IType type) => type.Namespace!.FullName[Core.Length..];

    private static int PlaceOf(IType type) => Rooms.ToList().IndexOf(RoomOf(type));
}
