"""The tables of QualCoder, Taguette, RQDA and ReQual, as these programs make them."""

__all__ = ["QUALCODER", "QUALCODER_LATER", "REQUAL", "RQDA", "TAGUETTE"]

QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text,about text, bookmarkfile integer, bookmarkpos integer, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key,id integer,x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE code_av (avid integer primary key,id integer,pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer,pos0 integer, pos1 integer, memo text, owner text, date text, unique(fid,pos0,pos1,owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text, unique(name,attr_type,id));
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text,date text, constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer,seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1, owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,date text, color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
CREATE TABLE stored_sql (title text, description text, grouper text, ssql text, unique(title));
CREATE TABLE graph (grid integer primary key, name text, description text, date text, scene_width integer, scene_height integer, unique(name));
CREATE TABLE ris (risid integer, tag text, longtag text, value text);
"""
# Version 14 of the database has names of coders and views that hide some of them; 16 sub-codes.
QUALCODER_LATER = """
ALTER TABLE project ADD recently_used_codes text;
ALTER TABLE code_image ADD pdf_page integer;
CREATE TABLE manage_files_display (mfid integer primary key, name text, tblrows text, tblcolumns text, owner text);
CREATE TABLE coder_names (name TEXT UNIQUE NOT NULL, visibility INTEGER NOT NULL DEFAULT 1 CHECK (visibility IN (0, 1)));
CREATE VIEW code_text_visible AS SELECT t.* FROM code_text t WHERE NOT EXISTS (SELECT 1 FROM coder_names c WHERE c.name = t.owner AND c.visibility = 0);
ALTER TABLE code_name ADD supercid integer;
"""
TAGUETTE = """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
CREATE TABLE users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL, hashed_password VARCHAR(192), password_set_date DATETIME, language VARCHAR(10), email VARCHAR(256), email_sent DATETIME, PRIMARY KEY (login));
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL, parent_id INTEGER, UNIQUE (project_id, path));
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (highlight_id, tag_id));
"""
RQDA = """
create table source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
create table freecode (name text, memo text, owner text,date text,dateM text, id integer, status integer, color text);
create table treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
create table treefile (fid integer, catid integer, date text,dateM text, memo text, status integer,owner text);
create table filecat (name text,fid integer, catid integer, owner text, date text, dateM text,memo text, status integer);
create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text,memo text, status integer);
create table coding (cid integer, fid integer,seltext text, selfirst real, selend real, status integer, owner text, date text, memo text);
create table coding2 (cid integer, fid integer,seltext text, selfirst real, selend real, status integer, owner text, date text, memo text);
create table project (databaseversion text, date text,dateM text, memo text,about text, imageDir text);
create table cases (name text, memo text, owner text,date text,dateM text, id integer, status integer);
create table caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text, memo text);
create table attributes (name text, status integer, date text, dateM text, owner text,memo text, class text);
create table caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
create table fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer);
create table journal (name text, journal text, date text, dateM text, owner text,status integer);
create table annotation (fid integer,position integer,annotation text, owner text, date text,dateM text, status integer);
create table image (name text, id integer, date text, dateM text, owner text,status integer);
create table imageCoding (cid integer,iid integer,x1 integer, y1 integer, x2 integer, y2 integer, memo text, date text, dateM text, owner text,status integer);
"""
REQUAL = """
CREATE TABLE projects (project_id INTEGER PRIMARY KEY AUTOINCREMENT, project_name TEXT, project_description TEXT, created_at TEXT DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE requal_version (project_id INTEGER, version TEXT);
CREATE TABLE users (user_id INTEGER PRIMARY KEY, user_login TEXT UNIQUE, user_name TEXT, user_mail TEXT, created_at TEXT DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE logs (user_id INTEGER, project_id INTEGER, action TEXT, payload JSON, created_at TEXT DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE documents (doc_id INTEGER PRIMARY KEY AUTOINCREMENT, project_id INTEGER, doc_name TEXT, doc_description TEXT, doc_text TEXT, created_at TEXT DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE codes (project_id INTEGER, code_id INTEGER PRIMARY KEY AUTOINCREMENT, code_name TEXT UNIQUE, code_description TEXT, code_color TEXT);
CREATE TABLE categories (project_id INTEGER, category_id INTEGER PRIMARY KEY AUTOINCREMENT, category_name TEXT, category_description TEXT);
CREATE TABLE categories_codes_map (project_id INTEGER, category_id INTEGER, code_id INTEGER);
CREATE TABLE cases (project_id INTEGER, case_id INTEGER PRIMARY KEY AUTOINCREMENT, case_name TEXT, case_description TEXT);
CREATE TABLE cases_documents_map (project_id INTEGER, case_id INTEGER, doc_id INTEGER);
CREATE TABLE segments (project_id INTEGER, user_id INTEGER, doc_id INTEGER, code_id INTEGER, segment_id INTEGER PRIMARY KEY AUTOINCREMENT, segment_start INTEGER, segment_end INTEGER, segment_text TEXT);
CREATE TABLE memos (project_id INTEGER, memo_id INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE memos_codes_map (memo_id INTEGER, code_id INTEGER);
CREATE TABLE memos_documents_map (memo_id INTEGER, doc_id INTEGER, memo_start INTEGER, memo_end INTEGER);
CREATE TABLE memos_segments_map (memo_id INTEGER, segment_id INTEGER);
CREATE TABLE attributes (attribute_id INTEGER PRIMARY KEY AUTOINCREMENT, attribute_name TEXT, attribute_object TEXT, attribute_type TEXT, user_id INTEGER);
"""
