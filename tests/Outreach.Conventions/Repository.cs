using System.Xml.Linq;

namespace Outreach.Conventions;

/// <summary>The repository as files: what conventions are about.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under functions/, by name, with the names of the projects they refer to.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> References { get; } = Directory
        .GetFiles(Path.Combine(Root, "functions"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f)["Outreach.".Length..], f => (IReadOnlyList<string>)[.. Attributes(f, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))["Outreach.".Length..])]);

    public static IEnumerable<string> Packages(string project) => Attributes(Path.Combine(Root, "functions", "Outreach." + project, $"Outreach.{project}.csproj"), "PackageReference");

    /// <summary>Source files below a folder, relative to the root, without what is built.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> Attributes(string file, string element) =>
        XDocument.Load(file).Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Outreach.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("No Outreach.sln above the tests.");
    }
}
